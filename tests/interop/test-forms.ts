import { Resampler } from '@tricord/audio';
import { correlate, frequencyOf, type SpeechNumber } from '@tricord/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InteropBench } from './interop-bench.ts';
import {
  CALL_LIMIT_MS,
  type CallToRecord,
  missedMs,
  type RecordedCall,
  recordCall,
} from './recorded-call.ts';
import { soundSpans } from './sound-spans.ts';
import { beeps, LEAD_MS, type SoundRate, sampleSpeech, TAIL_MS } from './test-sound.ts';

/** A way for an Asterisk call to reach the gateway. */
export interface Form extends Omit<CallToRecord, 'near' | 'fetch' | 'far'> {
  readonly name: string;
  readonly near: (sessionId: string, bench: InteropBench) => string;
  readonly fetch?: (sessionId: string, number: string, bench: InteropBench) => Promise<unknown>;
  /** Sample rate of the sound, and of the recording unless the dialect decides that. */
  readonly playedAtHz?: SoundRate;
}

interface Pair {
  readonly beeps: RecordedCall;
  readonly speech: RecordedCall;
}

const BEEPS = 11;
const BEEPS_MS = (2 * BEEPS - 1) * 500;

/**
 * Tests that recordings of each form contain what Asterisk played. Each form has two calls, one with beeps and one with
 * speech; all are live at the same time.
 */
export function testForms(source: string, forms: readonly Form[]): void {
  const results = new Map<Form, Pair>();
  let bench: InteropBench;
  const resultOf = (form: Form) => {
    const pair = results.get(form);
    if (pair === undefined) throw new Error(`no calls of form ${form.name}`);
    return pair;
  };

  beforeAll(async () => {
    bench = await InteropBench.open();
    await Promise.all(
      forms.map(async (form, i) => results.set(form, await placePair(bench, form, pitch(i)))),
    );
  }, CALL_LIMIT_MS);
  afterAll(() => bench?.close());

  describe.each(forms.map((form, i) => ({ ...form, form, i })))('$name', ({ form, i }) => {
    test('after the far end hangs up, the recording is done and the session has ended', () => {
      for (const { recording, session } of Object.values(resultOf(form))) {
        expect(session).toMatchObject({ state: 'ended', source });
        expect(recording).toMatchObject({ state: 'done', endReason: 'hangup' });
      }
    });

    test('beeps have the right length, frequency and cadence', () => {
      checkBeeps(resultOf(form).beeps, pitch(i));
    });

    test('speech is unchanged', async () => {
      await checkSpeech(resultOf(form).speech, speechFor(form));
    });
  });
}

/** A different frequency for each form, so that mixed-up calls are noticed. */
function pitch(index: number): number {
  return 400 + 90 * index;
}

async function placePair(bench: InteropBench, form: Form, pitchHz: number): Promise<Pair> {
  const { name, near, fetch, playedAtHz = 8000, ...call } = form;
  const sounds = [beeps(pitchHz, BEEPS, playedAtHz), await sampleSpeech(speechFor(form))];
  const place = async (sound: (typeof sounds)[number]) =>
    recordCall(bench, {
      ...call,
      far: `${fetch ? 'later' : 'play'}-${await bench.soundOf(sound)}`,
      near: (sessionId) => near(sessionId, bench),
      ...(fetch && { fetch: (sessionId, number) => fetch(sessionId, number, bench) }),
    });
  const [ofBeeps, ofSpeech] = await Promise.all(sounds.map(place));
  if (ofBeeps === undefined || ofSpeech === undefined) throw new Error('two sounds, two calls');
  return { beeps: ofBeeps, speech: ofSpeech };
}

function speechFor({ playedAtHz }: Form): SpeechNumber {
  return playedAtHz === 16_000 ? 3 : 1;
}

function checkBeeps({ recording, samples, sampleRateHz }: RecordedCall, pitchHz: number): void {
  const spans = soundSpans(samples, sampleRateHz);
  expect(spans).toHaveLength(BEEPS);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return;
  expect(Math.abs(last.endMs - first.startMs - BEEPS_MS)).toBeLessThanOrEqual(40);
  // The recording starts somewhere in the silence before the sound, and ends with the file.
  const durationMs = (samples.length * 1000) / sampleRateHz;
  expect(first.startMs).toBeLessThanOrEqual(LEAD_MS + 40);
  expect(Math.abs(durationMs - last.endMs - TAIL_MS)).toBeLessThanOrEqual(40);
  expect(Math.abs((recording.media?.durationMs ?? 0) - durationMs)).toBeLessThanOrEqual(1);
  expect(missedMs(recording)).toBeLessThanOrEqual(40);

  for (const [i, { startMs, endMs }] of spans.entries()) {
    const before = spans[i - 1]?.startMs ?? startMs - 1000;
    expect(Math.abs(startMs - before - 1000)).toBeLessThanOrEqual(20);
    expect(Math.abs(endMs - startMs - 500)).toBeLessThanOrEqual(40);
  }
  expect(Math.abs(frequencyOf(samples, sampleRateHz) - pitchHz)).toBeLessThan(1);
}

async function checkSpeech(call: RecordedCall, n: SpeechNumber): Promise<void> {
  const said = await sampleSpeech(n);
  const atRate = resampled(said.samples, said.sampleRateHz, call.sampleRateHz);
  const maxLag = (call.sampleRateHz * (LEAD_MS + 40)) / 1000;
  // The noise of G.711 is about 38 dB below speech, so it lowers the correlation by less than a thousandth.
  const { value } = correlate(atRate, call.samples, { maxLag });
  expect(value).toBeGreaterThan(0.95);
}

function resampled(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  const resampler = new Resampler(fromHz, toHz);
  const parts = [resampler.process(samples).slice(), resampler.flush()];
  return Int16Array.from(parts.flatMap((part) => [...part]));
}
