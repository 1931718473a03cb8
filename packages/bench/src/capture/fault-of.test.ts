import { pcm16ToBytes, wavHeader } from '@tricord/audio';
import { FRAME_SAMPLES, toneOf } from '@tricord/callers';
import { expect, test } from 'vitest';
import { faultOf } from './fault-of.ts';

const RANGE = { least: 49, most: 50 };

function wav(samples: Int16Array): Uint8Array {
  const bytes = pcm16ToBytes(samples);
  const format = { encoding: 'pcm16', sampleRateHz: 8000, channels: 1 } as const;
  return Buffer.concat([wavHeader(format, bytes.length), bytes]);
}

test('only a frame at either end may be missing from a recording', () => {
  const tone = toneOf(3);
  expect(faultOf(wav(tone), [toneOf(3)], RANGE)).toBeUndefined();
  expect(faultOf(wav(tone.subarray(FRAME_SAMPLES)), [toneOf(3)], RANGE)).toBeUndefined();
  expect(faultOf(wav(tone.subarray(0, -FRAME_SAMPLES)), [toneOf(3)], RANGE)).toBeUndefined();
  expect(faultOf(wav(tone.subarray(0, -2 * FRAME_SAMPLES)), [toneOf(3)], RANGE)).toBe('too short');
  expect(faultOf(wav(tone), [toneOf(3)], { least: 40, most: 49 })).toBe('too long');
});

test('one wrong sample, a lost frame or the tone of another track is detected', () => {
  const wrong = 'other audio than was sent';
  const tone = toneOf(3);
  tone[4321] = (tone[4321] ?? 0) + 1;
  expect(faultOf(wav(tone), [toneOf(3)], RANGE)).toBe(wrong);
  const lost = toneOf(3);
  lost.copyWithin(10 * FRAME_SAMPLES, 11 * FRAME_SAMPLES);
  expect(faultOf(wav(lost), [toneOf(3)], RANGE)).toBe(wrong);
  expect(faultOf(wav(toneOf(4)), [toneOf(3)], RANGE)).toBe(wrong);
});

test('a file that is not a recording of these tracks is rejected with a reason', () => {
  expect(faultOf(Buffer.from('nothing'), [toneOf(3)], RANGE)).toBe('not a WAV file');
  expect(faultOf(wav(toneOf(3)), [toneOf(3), toneOf(4)], RANGE)).toBe('1 channels');
});
