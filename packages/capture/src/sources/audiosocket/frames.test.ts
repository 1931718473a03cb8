import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, FRAME_KIND, FrameReader, kindOf, sampleRateOf } from './frames.ts';

function read(chunks: readonly Buffer[]): [number, string][] {
  const frames: [number, string][] = [];
  const reader = new FrameReader((kind, payload) => frames.push([kind, payload.toString('hex')]));
  for (const chunk of chunks) reader.push(chunk);
  return frames;
}

const frameArbitrary = fc.oneof(
  fc.tuple(
    fc.constantFrom(0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => bytes.subarray(0, bytes.length & ~1)),
  ),
  fc.tuple(fc.constant(FRAME_KIND.dtmf), fc.uint8Array({ minLength: 1, maxLength: 1 })),
  fc.tuple(fc.constant(FRAME_KIND.uuid), fc.uint8Array({ minLength: 16, maxLength: 16 })),
  fc.tuple(fc.constant(FRAME_KIND.hangUp), fc.constant(new Uint8Array(0))),
);

describe('AudioSocket frames', () => {
  test('docs/contracts/media.md: the kinds 0x10 to 0x18 carry the documented rates', () => {
    const rates = [8000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000];
    expect(rates.map((rate) => kindOf(rate))).toEqual(rates.map((_, i) => 0x10 + i));
    expect(sampleRateOf(0x19)).toBeUndefined();
    expect(kindOf(11_025)).toBeUndefined();
  });

  test('the frames do not depend on how the stream is split into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(frameArbitrary, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 50 }),
        (frames, cuts) => {
          const wire = Buffer.concat(frames.map(([kind, payload]) => encodeFrame(kind, payload)));
          const chunks: Buffer[] = [];
          for (let at = 0, i = 0; at < wire.length; i++) {
            const length = cuts[i % cuts.length] ?? 1;
            chunks.push(wire.subarray(at, at + length));
            at += length;
          }
          expect(read(chunks)).toEqual(
            frames.map(([kind, payload]) => [kind, Buffer.from(payload).toString('hex')]),
          );
        },
      ),
    );
  });

  test('random bytes are read as frames of any kind and length, each byte once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const frames = read([Buffer.from(bytes)]);
        const wire = frames.map(([kind, hex]) => encodeFrame(kind, Buffer.from(hex, 'hex')));
        const whole = Buffer.concat(wire);
        expect(whole).toEqual(Buffer.from(bytes.subarray(0, whole.length)));
      }),
    );
  });

  test('a frame of the maximum length is read', () => {
    const payload = Buffer.alloc(65_534, 1);
    expect(read([encodeFrame(0x10, payload)])).toEqual([[0x10, payload.toString('hex')]]);
  });
});
