import { frequencyOf } from '@tricord/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInterop } from './describe-interop.ts';
import { InteropBench } from './interop-bench.ts';
import {
  CALL_LIMIT_MS,
  type CallToRecord,
  DIALECTS,
  missedMs,
  recordCall,
} from './recorded-call.ts';
import { soundSpans } from './sound-spans.ts';
import { steadyTone, TAIL_MS } from './test-sound.ts';

const CALLS = 20;
const TONE_MS = 6000;

describeInterop('20 simultaneous calls of Asterisk', () => {
  let bench: InteropBench;
  beforeAll(async () => {
    bench = await InteropBench.open();
  });
  afterAll(() => bench?.close());

  /** A quarter by the AudioSocket application, a quarter by its channel, half by WebSocket; a third of them local. */
  function form(index: number): Omit<CallToRecord, 'far' | 'recordedBy'> {
    const near: CallToRecord['near'] = (id) => {
      const steps = [
        `AudioSocket(${id},${bench.audioSocket})`,
        `Dial(WebSocket/tricord/c(ulaw)f(json)v(uuid=${id}))`,
        `Dial(AudioSocket/${bench.audioSocket}/${id}/c(slin))`,
        `Dial(WebSocket/tricord/c(slin)v(uuid=${id}))`,
      ] as const;
      return steps[index % 4] ?? steps[0];
    };
    const via = (['local', 'ulaw', 'alaw'] as const)[index % 3] ?? 'local';
    return { near, via };
  }

  test(
    'each recording holds the tone of its own call, and all of it',
    async () => {
      const pitches = Array.from({ length: CALLS }, (_, i) => 300 + 70 * i);
      const calls = await Promise.all(
        pitches.map(async (pitch, i) =>
          recordCall(bench, {
            ...form(i),
            far: `play-${await bench.soundOf(steadyTone(pitch, TONE_MS))}`,
            recordedBy: DIALECTS[i % DIALECTS.length] ?? 'native',
          }),
        ),
      );
      for (const [i, { recording, session, samples, sampleRateHz }] of calls.entries()) {
        expect(session.state).toBe('ended');
        expect(recording.state).toBe('done');
        expect(missedMs(recording)).toBeLessThanOrEqual(40);
        const [sound, ...more] = soundSpans(samples, sampleRateHz);
        expect(more).toEqual([]);
        const { startMs = 0, endMs = 0 } = sound ?? {};
        expect(Math.abs(endMs - startMs - TONE_MS)).toBeLessThanOrEqual(40);
        const tailMs = (samples.length * 1000) / sampleRateHz - endMs;
        expect(Math.abs(tailMs - TAIL_MS)).toBeLessThanOrEqual(40);
        const body = samples.subarray(
          (startMs * sampleRateHz) / 1000,
          (endMs * sampleRateHz) / 1000,
        );
        expect(Math.abs(frequencyOf(body, sampleRateHz) - (pitches[i] ?? 0))).toBeLessThan(1);
      }
    },
    CALL_LIMIT_MS,
  );
});
