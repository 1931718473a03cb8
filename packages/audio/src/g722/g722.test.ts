import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pcm16ToBytes } from '../pcm.ts';
import { amplitudeAt, decibels, tone } from '../testing/signals.ts';
import { readWav } from '../wav/read-wav.ts';
import { G722Decoder } from './g722-decoder.ts';
import { G722Encoder } from './g722-encoder.ts';

/**
 * The digests are of what ffmpeg 5.1 makes of the same input (`-f s16le -ar 16000 -ac 1 -i in -f g722`, and back). The
 * ITU's own sequences (Software Tool Library, `inpsp.bin`, `codspw.cod`, `outsp1.bin`) give the same as ours, too; their
 * license keeps them out of here.
 */
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Bytes of a linear congruential generator. */
function random(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

function noise(gain: number): Int16Array {
  const bytes = random(64_000);
  return Int16Array.from({ length: 32_000 }, (_, i) => {
    const word = ((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number);
    return Math.round((word - 0x8000) * gain);
  });
}

function speech(): Int16Array {
  const file = new URL('../../../../samples/speech-3.wav', import.meta.url);
  return readWav(readFileSync(file)).channels[0] ?? new Int16Array();
}

const alternating = (samples: number) =>
  Int16Array.from({ length: 32_000 }, (_, i) =>
    Math.floor(i / samples) % 2 === 1 ? 0x7fff : -0x8000,
  );

function encoded(samples: Int16Array): Buffer {
  const encoder = new G722Encoder();
  return Buffer.concat([encoder.encode(samples), encoder.finish()]);
}

describe('G.722 encodes bit by bit as others do', () => {
  test.each([
    ['speech', speech(), 'e9dd4a5a1373c007'],
    ['noise of full scale', noise(1), '8fd88af009b1c7ea'],
    ['quiet noise', noise(0.01), '3fa1413e38a4e5c7'],
    ['a square wave of full scale', alternating(37), 'c80eb0ef3a78c6ec'],
    ['the highest frequency of full scale', alternating(1), 'a7c3dd7526567d89'],
  ])('%s', (_, samples, digest) => {
    expect(sha256(encoded(samples))).toBe(digest);
  });
});

describe('G.722 decodes bit by bit as others do', () => {
  test.each([
    ['random bytes', Uint8Array.from(random(32_000)), '3a9e4bb950ff0350'],
    ['ones', new Uint8Array(32_000).fill(0xff), 'bee307355d763607'],
    ['zeros', new Uint8Array(32_000), '205b750f9dd48464'],
  ])('%s', (_, bytes, digest) => {
    expect(sha256(pcm16ToBytes(new G722Decoder().decode(bytes)))).toBe(digest);
  });
});

test('G.722 in pieces of any size gives the same', () => {
  const samples = speech();
  const whole = encoded(samples);
  const encoder = new G722Encoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < samples.length; at += 333) {
    parts.push(encoder.encode(samples.subarray(at, at + 333)));
  }
  expect(Buffer.concat([...parts, encoder.finish()]).equals(whole)).toBe(true);
});

test.each([300, 1000, 3400, 6000])('a tone of %d Hz keeps its level', (hz) => {
  const heard = new G722Decoder().decode(encoded(tone(hz, 16_000, 16_000)));
  expect(Math.abs(decibels(amplitudeAt(heard, hz, 16_000), 16_000))).toBeLessThan(0.5);
});
