import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readWav } from '@tricord/audio';
import type { ApiRecording } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { levelAt } from '@tricord/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInterop } from './describe-interop.ts';
import { type Disturbance, type DisturbedCall, DisturbedLink } from './disturbed-link.ts';
import { InteropBench } from './interop-bench.ts';
import { missedMs } from './recorded-call.ts';

const CONFERENCES = 20;
const FRAME_MS = 20;
/** Tones of the undisturbed and the disturbed member. */
const STEADY_HZ = 700;
const DISTURBED_HZ = 450;
/** Tolerance for the measured length of a tone with several interruptions. */
const ACCURACY_MS = 80;

/** Each conference has a different combination of stalls, outages and pauses without frames. */
function disturbancesOf(index: number): readonly Disturbance[] {
  const shift = 37 * index;
  const outageMs = [240, 300, 500, 1000][index % 4] ?? 240;
  return [
    { kind: 'outage', atMs: 1500 + shift, lengthMs: outageMs },
    { kind: 'stall', atMs: 3400 + shift, lengthMs: 800 },
    { kind: 'outage', atMs: 5000 + shift, lengthMs: 1000 },
    { kind: 'stall', atMs: 6800 + shift, lengthMs: 300 + 25 * index },
  ];
}

interface Conference {
  readonly recording: ApiRecording;
  readonly steady: Arrived;
  readonly disturbed: Arrived & { readonly lost: number };
}

/** Limits for the length of audio that arrived during the recording: frames around the start and the stop may be in it or not. */
interface Arrived {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Counts a call's audio before and after an operation. */
async function around<T>(calls: readonly DisturbedCall[], work: () => Promise<T>) {
  const before = calls.map(({ delivered }) => delivered);
  const result = await work();
  return { result, before, after: calls.map(({ delivered }) => delivered) };
}

function expectWithin(ms: number, { leastMs, mostMs }: Arrived): void {
  expect(ms).toBeGreaterThanOrEqual(leastMs - ACCURACY_MS);
  expect(ms).toBeLessThanOrEqual(mostMs + ACCURACY_MS);
}

describeInterop(
  `${CONFERENCES} conferences of Asterisk's calls, with stalls, outages and pauses`,
  () => {
    let bench: InteropBench;
    let link: DisturbedLink;
    beforeAll(async () => {
      bench = await InteropBench.open();
      link = await DisturbedLink.open(
        bench.gateway.sources.audioSocketPorts[0] ?? 0,
        new SystemClock(),
      );
    });
    afterAll(async () => {
      await link?.close();
      await bench?.close();
    });

    async function call(conferenceId: string, hz: number, disturbances: readonly Disturbance[]) {
      const sessionId = randomUUID();
      const disturbed = link.disturb(sessionId, disturbances);
      await bench.native.send('PUT', `/sessions/${sessionId}`, { json: { conferenceId } });
      const near = [`AudioSocket(${sessionId},${link.address})`];
      await bench.asterisk.originate({ far: `tone-${hz}`, near });
      await bench.events.ofSession('StasisStart', sessionId);
      return { sessionId, call: disturbed };
    }

    async function confer(index: number): Promise<Conference> {
      const conferenceId = `room-${index}`;
      const steady = await call(conferenceId, STEADY_HZ, []);
      const disturbed = await call(conferenceId, DISTURBED_HZ, disturbancesOf(index));
      const calls = [steady.call, disturbed.call];
      const start = await around(calls, () =>
        bench.native.json<ApiRecording>('POST', '/recordings', { json: { conferenceId } }),
      );
      const { id } = start.result;
      await wait(9000);
      const stop = await around(calls, () => bench.native.send('POST', `/recordings/${id}/stop`));
      const { lost } = disturbed.call;
      await Promise.all(
        [steady, disturbed].map(({ sessionId }) =>
          bench.native.send('DELETE', `/sessions/${sessionId}`),
        ),
      );
      const recording = await bench.native.json<ApiRecording>('GET', `/recordings/${id}`);
      const arrived = (index: 0 | 1): Arrived => ({
        leastMs: ((stop.before[index] ?? 0) - (start.after[index] ?? 0)) * FRAME_MS,
        mostMs: ((stop.after[index] ?? 0) - (start.before[index] ?? 0)) * FRAME_MS,
      });
      return { recording, steady: arrived(0), disturbed: { ...arrived(1), lost } };
    }

    /** Total length of a tone, in milliseconds. */
    function soundsMs(samples: Int16Array, sampleRateHz: number, hz: number): number {
      const window = (sampleRateHz * FRAME_MS) / 1000;
      const levels: number[] = [];
      for (let at = 0; at + window <= samples.length; at += window) {
        levels.push(levelAt(samples.subarray(at, at + window), hz, sampleRateHz));
      }
      const loud = levels.filter((level) => level > Math.max(...levels) / 2).sort((a, b) => a - b);
      const full = loud[Math.floor(loud.length / 2)] ?? 1;
      // A window at an edge counts in proportion.
      const parts = levels.map((level) => (level > 0.9 * full ? 1 : level / full));
      return parts.reduce((sum, part) => sum + part * FRAME_MS, 0);
    }

    test('the mix has all audio that arrived, and the gap map lists the rest', async () => {
      const conferences = await Promise.all(
        Array.from({ length: CONFERENCES }, async (_, index) => {
          // Staggered, because placing calls also takes Asterisk some time.
          await wait(150 * index);
          return confer(index);
        }),
      );
      for (const { recording, steady, disturbed } of conferences) {
        expect(recording.state).toBe('done');
        const bytes = await bench.native.bytes(`/recordings/${recording.id}/media.wav`);
        const { channels, format } = readWav(bytes);
        const [samples = new Int16Array()] = channels;
        const heardMs = (hz: number) => soundsMs(samples, format.sampleRateHz, hz);
        expectWithin(heardMs(DISTURBED_HZ), disturbed);
        expectWithin(heardMs(STEADY_HZ), steady);
        expect(disturbed.lost).toBeGreaterThan(50);
        // Includes what Asterisk itself did not send in time on a busy machine.
        const durationMs = recording.media?.durationMs ?? 0;
        expectWithin(2 * durationMs - missedMs(recording), {
          leastMs: steady.leastMs + disturbed.leastMs,
          mostMs: steady.mostMs + disturbed.mostMs,
        });
      }
    }, 60_000);
  },
);
