// docs/record-your-pbx.md
import { setTimeout as wait } from 'node:timers/promises';
import { readWav } from '@tricord/audio';
import { type ApiRecording, type Asterisk, type GatewayProcess, startAsterisk } from '@tricord/lab';
import { energyOf, levelAt, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adapted, pageFiles } from '../support/page-files.ts';
import { serveYaml } from '../support/page-gateway.ts';
import { describeInterop } from './describe-interop.ts';

const PAGE = 'docs/record-your-pbx.md';
const KEY = 'native-key';
/** What the caller and the person at the phone sound like. */
const CALLER_HZ = 1000;
const PHONE_HZ = 440;
const TALK_MS = 3000;
/** How much shorter a busy machine may make the recording. */
const SLACK_MS = 1000;
const LIMIT_MS = 90_000;

interface Session {
  readonly id: string;
  readonly call: {
    readonly line?: { readonly directoryNumber?: string };
    readonly remote?: { readonly phoneNumber?: string };
  };
}

/** The median of a measure over stretches of 100 ms, of which a busy machine interrupts some. */
function typical(samples: Int16Array, measure: (part: Int16Array) => number): number {
  const length = 800;
  const count = Math.floor(samples.length / length);
  const values = Array.from({ length: count }, (_, i) =>
    measure(samples.subarray(i * length, (i + 1) * length)),
  );
  return values.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}

describeInterop('the files of record-your-pbx.md', () => {
  let folder: TemporaryFolder;
  let gateway: GatewayProcess;
  let asterisk: Asterisk | undefined;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const [yaml = ''] = pageFiles(PAGE, 'tricord.yaml');
    const onFreePorts = { '0.0.0.0': '127.0.0.1', '8088': '0', '9092': '0', 'key-of-the-pbx': KEY };
    gateway = await serveYaml(folder.path, adapted(yaml, onFreePorts));
  });
  afterEach(async () => {
    await asterisk?.stop();
    asterisk = undefined;
    await gateway.close();
    await folder.close();
  });

  /** Calls 101, lets both parties talk, hangs up, and checks what was recorded. */
  async function callAndCheck(additions: Readonly<Record<string, string>>): Promise<void> {
    const phones = { 101: `tone-${PHONE_HZ}` };
    const pbx = await startAsterisk({ phones, additions });
    asterisk = pbx;
    const caller = await pbx.ari('POST', '/channels', {
      endpoint: `Local/tone-${CALLER_HZ}@lab`,
      context: 'internal',
      extension: '101',
      priority: 1,
      callerId: '+15550100',
    });
    const recording = await firstRecording();
    await wait(TALK_MS);
    // The phone is on an ordinary call with the caller.
    const bridges: { channels: string[] }[] = await pbx.ari('GET', '/bridges');
    expect(bridges.some(({ channels }) => channels.includes(caller.id))).toBe(true);
    await pbx.ari('DELETE', `/channels/${caller.id}`);
    const path = `/recordings/${recording.id}`;
    const done = await gateway.waitUntil<ApiRecording>(path, ({ state }) => state === 'done');

    const { sessions } = await gateway.json<{ sessions: Session[] }>('GET', '/sessions');
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.call).toMatchObject({
      line: { directoryNumber: '101' },
      remote: { phoneNumber: '+15550100' },
    });
    const durationMs = done.media?.durationMs ?? 0;
    expect(durationMs).toBeGreaterThan(TALK_MS - SLACK_MS);
    expect(durationMs).toBeLessThan(TALK_MS + 5 * SLACK_MS);
    const { channels, format } = readWav(await gateway.wav(recording.id));
    const rate = format.sampleRateHz;
    expect(rate).toBe(8000);
    const [samples = new Int16Array()] = channels;
    const caught = typical(samples, (part) => levelAt(part, CALLER_HZ, rate));
    const heard = typical(samples, (part) => levelAt(part, PHONE_HZ, rate));
    expect(Math.min(caught, heard)).toBeGreaterThan(0.05);
    // Nothing but the two.
    const expected = Math.hypot(caught, heard) / Math.SQRT2;
    expect(Math.abs(typical(samples, energyOf) / expected - 1)).toBeLessThan(0.1);
    await pbx.stop();
  }

  async function firstRecording(): Promise<ApiRecording> {
    for (;;) {
      const list = await gateway.json<{ recordings: ApiRecording[] }>('GET', '/recordings');
      const [recording] = list.recordings;
      if (recording?.state === 'recording') return recording;
      await wait(50);
    }
  }

  test(
    'record both parties of a call by AudioSocket, on the line of the phone',
    async () => {
      const [dialplan = ''] = pageFiles(PAGE, 'extensions.conf');
      const { port, audioSocketPort } = gateway;
      await callAndCheck({
        'extensions.conf': adapted(dialplan, {
          '192.0.2.10': '127.0.0.1',
          'key-of-the-pbx': KEY,
          ':8088': `:${port}`,
          ':9092': `:${audioSocketPort}`,
        }),
      });
    },
    LIMIT_MS,
  );

  test(
    'record both parties of a call by WebSocket, on the line of the phone',
    async () => {
      const [, dialplan = ''] = pageFiles(PAGE, 'extensions.conf');
      const [client = ''] = pageFiles(PAGE, 'websocket_client.conf');
      await callAndCheck({
        'extensions.conf': dialplan,
        'websocket_client.conf': adapted(client, {
          '192.0.2.10:8088': `127.0.0.1:${gateway.port}`,
        }),
      });
    },
    LIMIT_MS,
  );
});
