import { WAV_HEADER_BYTES, wavHeader } from '@tricord/audio';
import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damagedStretch } from '../../testing/damaged-stretch.ts';
import { liveFormat, liveHeader } from '../files/live-format.ts';
import { findFormat, HEADER_PROBE_BYTES } from './find-format.ts';

const formatOf = (channels: 1 | 2, sampleRateHz: number) =>
  liveFormat({ channels, track: 'both', stereo: 'remote-left' }, sampleRateHz);
const header = (sampleRateHz: number, channels: 1 | 2, dataBytes = 1000) =>
  liveHeader(formatOf(channels, sampleRateHz), dataBytes);
const zeros = new Uint8Array(WAV_HEADER_BYTES);

test.each([
  ['an intact header', header(16_000, 2), {}, {}, [16_000, 2], [], 'intact'],
  [
    'the ledger, if both agree',
    header(16_000, 2),
    { sampleRateHz: 16_000, channels: 2 },
    {},
    [16_000, 2],
    [],
    'intact',
  ],
  [
    'the ledger before an intact header',
    header(8000, 1),
    { sampleRateHz: 16_000, channels: 2 },
    {},
    [16_000, 2],
    [],
    'wrong',
  ],
  [
    'the ledger before the settings',
    zeros,
    { sampleRateHz: 16_000, channels: 1 },
    { sampleRateHz: 8000, channels: 2 },
    [16_000, 1],
    [],
    'damaged',
  ],
  [
    'an intact header before the settings',
    header(16_000, 2),
    {},
    { sampleRateHz: 8000, channels: 1 },
    [16_000, 2],
    [],
    'intact',
  ],
  ['the settings', zeros, {}, { sampleRateHz: 48_000, channels: 2 }, [48_000, 2], [], 'damaged'],
  [
    'channels by the settings, and a guess',
    zeros,
    {},
    { channels: 2 },
    [8000, 2],
    ['sampleRateHz'],
    'damaged',
  ],
  [
    'the remains of the header',
    Uint8Array.from(header(16_000, 1)).fill(0, 0, 4),
    {},
    { channels: 1 },
    [16_000, 1],
    ['sampleRateHz'],
    'damaged',
  ],
  ['a guess', zeros, {}, {}, [8000, 1], ['sampleRateHz', 'channels'], 'damaged'],
  [
    'a truncated header',
    header(16_000, 2).subarray(0, 43),
    {},
    {},
    [16_000, 1],
    ['sampleRateHz', 'channels'],
    'damaged',
  ],
] as const)('uses %s', (_, bytes, ledger, settings, [sampleRateHz, channels], assumed, state) => {
  expect(findFormat(bytes, ledger, settings)).toEqual({
    ...formatOf(channels, sampleRateHz),
    assumed,
    header: state,
  });
});

test('uses the channel order of an intact header, else of the settings', () => {
  const format = liveFormat({ channels: 2, track: 'both', stereo: 'local-left' }, 8000);
  const bytes = liveHeader(format, 0);
  expect(findFormat(bytes, {}, {})).toMatchObject({ comment: format.comment, header: 'intact' });
  const settings = { channels: 2, stereo: 'local-left' } as const;
  expect(findFormat(zeros, {}, settings)).toMatchObject({ comment: format.comment });
});

test.each([{}, { channels: 2, sampleRateHz: 8000 }] as const)(
  'reads the stereo header of an earlier version, which has no comment, with the ledger %j',
  (ledger) => {
    const bytes = Buffer.alloc(HEADER_PROBE_BYTES, 1);
    bytes.set(wavHeader({ encoding: 'pcm16', channels: 2, sampleRateHz: 8000 }, 1000));
    const found = findFormat(bytes, ledger, { channels: 2, stereo: 'local-left' });
    expect(found).toEqual({ sampleRateHz: 8000, channels: 2, assumed: [], header: 'intact' });
  },
);

test('does not take a damaged header for an intact one, and reports nothing false as certain', () => {
  const plan = fc.record({
    sampleRateHz: fc.constantFrom(8000, 11_025, 16_000, 48_000, 96_000),
    channels: fc.constantFrom<1 | 2>(1, 2),
    dataBytes: fc.integer({ min: 0, max: 2 ** 32 - 100 }),
    damage: damagedStretch(WAV_HEADER_BYTES),
    ledger: fc.boolean(),
    settings: fc.boolean(),
  });
  fc.assert(
    fc.property(plan, ({ sampleRateHz, channels, dataBytes, damage, ...one }) => {
      const format = { sampleRateHz, channels };
      const ours = header(sampleRateHz, channels, dataBytes);
      const bytes = damage(ours);
      const found = findFormat(bytes, one.ledger ? format : {}, one.settings ? format : {});
      const same = (at: number) => bytes[at] === ours[at];
      // Apart from the sizes, which are not checked, the header is unchanged or known to be damaged.
      const isFormatWhole = Array.from({ length: 32 }, (_, n) => n + 8).every(same);
      if (found.header !== 'damaged') expect(isFormatWhole).toBe(true);
      if (one.ledger || one.settings) expect(found.assumed).toEqual([]);
      if (!found.assumed.includes('sampleRateHz')) expect(found.sampleRateHz).toBe(sampleRateHz);
      if (!found.assumed.includes('channels')) expect(found.channels).toBe(channels);
    }),
    seeded('damaged header', 10_000),
  );
});
