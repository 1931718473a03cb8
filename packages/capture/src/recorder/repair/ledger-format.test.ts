import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLedger, encodeLedger, type LedgerEntry } from './ledger-format.ts';

const entry = fc.record({
  receivedMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  sampleRateHz: fc.constantFrom(undefined, 8000, 11_025, 48_000, 192_000),
  channels: fc.constantFrom(1, 2),
});
const entries = fc
  .array(fc.tuple(fc.uuid(), entry), { maxLength: 40 })
  .map((pairs) => new Map<string, LedgerEntry>(pairs as [string, LedgerEntry][]));

const known = (map: ReadonlyMap<string, LedgerEntry>) =>
  [...map].map(([id, { receivedMs, sampleRateHz, channels }]) => [
    ...[id, receivedMs, sampleRateHz, channels],
  ]);

describe('a ledger', () => {
  test('is read back as written, whatever space follows it', () => {
    fc.assert(
      fc.property(entries, fc.nat(100), (map, room) => {
        const bytes = Buffer.concat([encodeLedger(map), Buffer.alloc(room)]);
        expect(known(decodeLedger(bytes))).toEqual(known(map));
      }),
      seeded('ledger round trip', 300),
    );
  });

  test('keeps each entry within one sector', () => {
    const map = new Map(
      Array.from({ length: 100 }, (_, n) => [
        `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        { receivedMs: n, sampleRateHz: 8000, channels: 1 as const },
      ]),
    );
    expect(encodeLedger(map).length).toBe(101 * 32);
  });

  test('returns only what was written, however its bytes are damaged', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(entries, damage, fc.nat(), (map, changes, cut) => {
        const bytes = encodeLedger(map);
        // Except in the head, which determines how the rest is read.
        for (const [at, value] of changes) {
          if (bytes.length > 32) bytes[32 + (at % (bytes.length - 32))] = value;
        }
        const left = decodeLedger(bytes.subarray(0, 32 + (cut % bytes.length)));
        for (const [id, found] of left)
          expect(known(new Map([[id, found]]))).toEqual(
            known(new Map([[id, map.get(id) as LedgerEntry]])),
          );
      }),
      seeded('damaged ledger', 1000),
    );
  });

  test('of an earlier version has only lengths', () => {
    const id = '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa';
    const bytes = Buffer.alloc(4 + 2 * 24 + 1000);
    bytes.writeUInt32LE(2, 0);
    bytes.set(Buffer.from(id.replaceAll('-', ''), 'hex'), 4);
    bytes.writeDoubleLE(1234.5, 20);
    bytes.writeDoubleLE(Number.NaN, 44);
    expect([...decodeLedger(bytes)]).toEqual([[id, { receivedMs: 1234.5 }]]);
  });

  test.each([0, 1, 3, 4, 20, 31])('of %d bytes has no entries', (length) => {
    expect(decodeLedger(Buffer.alloc(length)).size).toBe(0);
  });

  test.each([
    [encodeLedger(new Map()).fill(9, 8, 9), 'version 9'],
    [encodeLedger(new Map()).subarray(0, 10), 'version 0'],
  ])('of an unknown version is reported: %#', (bytes, version) => {
    expect(() => decodeLedger(bytes)).toThrow(version);
  });
});
