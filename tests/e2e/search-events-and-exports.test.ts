// docs/dialects/native/using.md#events
// docs/dialects/native/using.md#export
import { AUTHORIZATION, GatewayProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

const TIMEOUT_MS = 120_000;

let folder: TemporaryFolder;
let gateway: GatewayProcess;
beforeEach(async () => {
  folder = await temporaryFolder();
  gateway = await GatewayProcess.open(folder.path);
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

/** All of a stream of events, until the server ends it. */
async function follow(after?: string): Promise<{ text: Promise<string>; status: number }> {
  const response = await fetch(`${gateway.url}/api/v1/events`, {
    headers: {
      authorization: AUTHORIZATION.native,
      ...(after === undefined ? {} : { 'last-event-id': after }),
    },
  });
  return { status: response.status, text: response.text() };
}

const typesIn = (stream: string) => [...stream.matchAll(/^event: (.*)$/gm)].map(([, type]) => type);
const lastIdIn = (stream: string) => [...stream.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];

test(
  'events: a shutdown sends those of the recordings that it finishes, and a client continues after the restart',
  async () => {
    const { text } = await follow();
    const { caller, recordingId } = await gateway.recordedCall();
    await caller.play(tone({ frequencyHz: 440, durationMs: 200 }), { sampleRateHz: 8000 });
    const stopped = gateway.process.stop();
    const stream = await text;
    expect(typesIn(stream)).toContain('recording.finished');
    expect(stream).toContain(recordingId);
    await stopped;

    gateway = await GatewayProcess.open(folder.path);
    const again = await follow(lastIdIn(stream));
    expect(again.status).toBe(200);
    await gateway.json('PATCH', `/recordings/${recordingId}`, { note: 'after the restart' });
    await gateway.process.stop();
    expect(typesIn(await again.text)).toEqual(['recording.updated']);
  },
  TIMEOUT_MS,
);

test(
  'an export of what a search finds has its audio',
  async () => {
    const { caller, recordingId } = await gateway.recordedCall();
    await caller.play(tone({ frequencyHz: 440, durationMs: 200 }), { sampleRateHz: 8000 });
    await gateway.json('POST', `/recordings/${recordingId}/stop`);
    await gateway.json('PATCH', `/recordings/${recordingId}`, { note: 'Grüße', tags: ['vip'] });
    const found = await gateway.json<{ recordings: { id: string }[] }>(
      'GET',
      '/recordings?q=grusse&tag=vip',
    );
    expect(found.recordings.map(({ id }) => id)).toEqual([recordingId]);

    for (const format of ['wav', 'mp3']) {
      const filter = { q: 'grusse' };
      const response = await gateway.fetch('POST', '/api/v1/exports', { filter, format });
      expect(response.status).toBe(200);
      const zip = Buffer.from(await response.arrayBuffer());
      const path = `/api/v1/recordings/${recordingId}/media.${format}`;
      const audio = Buffer.from(await (await gateway.fetch('GET', path)).arrayBuffer());
      // Audio is not compressed.
      expect(zip.includes(audio)).toBe(true);
      expect(zip.toString('latin1')).toContain('SHA256SUMS');
    }
  },
  TIMEOUT_MS,
);
