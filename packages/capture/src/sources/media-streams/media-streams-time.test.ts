import type { TrackName } from '@tricord/core';
import { expect, test } from 'vitest';
import { SourceStream } from '../../intake/source-stream.ts';
import { ACCOUNT, openTestCapture } from '../../testing/test-capture.ts';
import { until } from '../../testing/upgrade-host.ts';
import { MediaStreamsConnection } from './media-streams-connection.ts';

const FRAME_MS = 60;
const HOUR_MS = 3_600_000;
/** The stream's clock is fast by 200 ppm. */
const DRIFT = 1.0002;
const PAYLOAD = Buffer.alloc(480, 0x80).toString('base64');

/** Numbers in [0, 1), the same in each run. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('an hour with jitter, loss and drift: both tracks stay aligned, and every loss is a gap', async () => {
  const capture = await openTestCapture();
  const stream = new SourceStream(
    {
      pause: () => undefined,
      resume: () => undefined,
      close: () => undefined,
      hangUp: () => undefined,
    },
    {
      ...capture,
      source: 'media-streams',
      accountId: ACCOUNT,
      peer: undefined,
      tooLate: 'no start in time',
    },
  );
  const connection = new MediaStreamsConnection(stream, { ...capture, l16Endian: 'little' });
  connection.text(Buffer.from('{"event":"start","start":{"callSid":"CA1"}}'));
  await until(() => stream.session !== undefined && !stream.opening);
  const heard = { local: { samples: 0, gapMs: 0 }, remote: { samples: 0, gapMs: 0 } };
  for (const name of ['local', 'remote'] as const satisfies readonly TrackName[]) {
    stream.session?.track(name)?.addSink({
      write: (samples, _rate, _startMs, gapMs) => {
        heard[name].samples += samples.length;
        heard[name].gapMs += gapMs;
      },
    });
  }

  const random = pseudoRandom(1);
  const lostMs = { inbound: 0, outbound: 0 };
  const waiting: { track: 'inbound' | 'outbound'; timestamp: number; dueMs: number }[] = [];
  const frames = HOUR_MS / FRAME_MS;
  for (let i = 0; i <= frames + 20; i++) {
    const timestamp = i * FRAME_MS;
    for (const track of ['inbound', 'outbound'] as const) {
      if (i >= frames) continue;
      const fixed = i === 0 || i === frames - 1;
      if (!fixed && random() < 0.01) lostMs[track] += FRAME_MS;
      else waiting.push({ track, timestamp, dueMs: timestamp + (fixed ? 0 : random() * 100) });
    }
    capture.clock.advance(FRAME_MS / DRIFT);
    for (const message of waiting.splice(0)) {
      if (message.dueMs > timestamp) waiting.push(message);
      else {
        const { track } = message;
        const media = { track, timestamp: String(message.timestamp), payload: PAYLOAD };
        connection.text(Buffer.from(JSON.stringify({ event: 'media', media })));
      }
    }
  }
  for (const track of stream.session?.tracks ?? []) track.settle();

  expect(stream.fault).toBeUndefined();
  expect(heard.remote.gapMs).toBeCloseTo(lostMs.inbound, 3);
  expect(heard.local.gapMs).toBeCloseTo(lostMs.outbound, 3);
  expect(heard.remote.samples / 8 + heard.remote.gapMs).toBeCloseTo(HOUR_MS, 3);
  expect(heard.local.samples / 8 + heard.local.gapMs).toBeCloseTo(HOUR_MS, 3);
  const [one, two] = stream.session?.tracks.map((track) => track.endMs ?? 0) ?? [];
  expect(one).toBeCloseTo(two ?? 0, 6);
  stream.close();
  await stream.ended('ended');
  await capture.close();
});
