import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { expect, test } from 'vitest';
import { formatOf, renditionOf, sampleRateOf } from './format.ts';

const recording = (requestedFormat?: string) =>
  ({
    settings: {
      ...DEFAULT_SETTINGS,
      ...(requestedFormat === undefined ? {} : { requestedFormat }),
    },
  }) as Recording;

/** docs/contracts/ari.md#record: formats. */
test.each([
  [['wav'], 8000, 'wav', 'pcm16'],
  [['wav16'], 16_000, 'wav', 'pcm16'],
  [['sln', 'slin', 'raw'], 8000, 'raw', 'pcm16'],
  [['sln12'], 12_000, 'raw', 'pcm16'],
  [['sln16'], 16_000, 'raw', 'pcm16'],
  [['sln24'], 24_000, 'raw', 'pcm16'],
  [['sln32'], 32_000, 'raw', 'pcm16'],
  [['sln44'], 44_100, 'raw', 'pcm16'],
  [['sln48'], 48_000, 'raw', 'pcm16'],
  [['sln96'], 96_000, 'raw', 'pcm16'],
  [['sln192'], 192_000, 'raw', 'pcm16'],
  [['ulaw', 'ul', 'mu', 'ulw', 'pcm'], 8000, 'raw', 'ulaw'],
  [['alaw', 'al', 'alw'], 8000, 'raw', 'alaw'],
  [['g722'], 16_000, 'raw', 'g722'],
])('%j: %i Hz, %s, %s', (names, sampleRateHz, container, encoding) => {
  for (const name of names) {
    expect(sampleRateOf(name)).toBe(sampleRateHz);
    expect(formatOf(recording(name))).toBe(name);
    expect(renditionOf(recording(name))).toEqual({
      container,
      encoding,
      sampleRateHz,
      channels: 1,
    });
  }
});

test.each([undefined, 'WAV', 'wav49', 'au', 'gsm', 'mp3', ''])(
  '%j is not recorded; what another dialect recorded so is served as it is',
  (name) => {
    expect(sampleRateOf(name ?? '')).toBeUndefined();
    expect(formatOf(recording(name))).toBe('wav');
    expect(renditionOf(recording(name))).toEqual({ container: 'wav', encoding: 'pcm16' });
  },
);
