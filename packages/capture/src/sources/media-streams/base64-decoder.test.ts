import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Base64Decoder } from './base64-decoder.ts';

const bytesOf = (decoder: Base64Decoder, text: string) => {
  const data = Buffer.from(`"${text}"`);
  const decoded = decoder.decodeBytes(data, 1, data.length - 1);
  return decoded && Buffer.from(decoded);
};

test('decodes any bytes, one payload after the other', () => {
  const decoder = new Base64Decoder();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(bytesOf(decoder, text)).toEqual(Buffer.from(bytes));
      expect(Buffer.from(decoder.decodeText(text))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('decodes any text as Node does', () => {
  const decoder = new Base64Decoder();
  const near = fc.string({ unit: fc.constantFrom('A', 'z', '9', '+', '/', '=', '-', ' ', 'é') });
  // What is not padded right, and letters whose last bits mean nothing, such as QR==.
  const groups = fc.stringMatching(/^([A-Z+/9]{4}){0,4}(|[A-Z9]==|[A-Z9]{2}==|[A-Z9]{3}=)$/);
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(near, groups, fc.string()), (text) => {
      const decoded = bytesOf(decoder, text);
      if (decoded === undefined) return;
      taken += 1;
      expect(decoded).toEqual(Buffer.from(text, 'base64'));
    }),
    { numRuns: 2000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('text that is not quite base64 is decoded as Node does', () => {
  const decoder = new Base64Decoder();
  for (const text of ['QQ', '_-_-', 'QU JD', 'é', '']) {
    expect(Buffer.from(decoder.decodeText(text))).toEqual(Buffer.from(text, 'base64'));
  }
});
