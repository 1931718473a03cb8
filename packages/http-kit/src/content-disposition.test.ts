import { expect, test } from 'vitest';
import { attachment } from './content-disposition.ts';

// RFC 6266, 4.3 and 5; RFC 8187, 3.2.
test.each([
  ['call.wav', 'attachment; filename="call.wav"'],
  ['a "b" \\c.wav', 'attachment; filename="a \\"b\\" \\\\c.wav"'],
  ['naïve.mp3', `attachment; filename="na_ve.mp3"; filename*=UTF-8''na%C3%AFve.mp3`],
  ['€ rates', `attachment; filename="_ rates"; filename*=UTF-8''%E2%82%AC%20rates`],
  ['🎵.wav', `attachment; filename="__.wav"; filename*=UTF-8''%F0%9F%8E%B5.wav`],
  ["(it's*).wav", `attachment; filename="(it's*).wav"`],
  ["é(it's*)", `attachment; filename="_(it's*)"; filename*=UTF-8''%C3%A9%28it%27s%2A%29`],
  ['100%41.wav', `attachment; filename="100_41.wav"; filename*=UTF-8''100%2541.wav`],
  ['a\r\nX: y', `attachment; filename="a__X: y"; filename*=UTF-8''a%0D%0AX%3A%20y`],
  ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
  ['', 'attachment; filename=""'],
])('%j', (name, header) => {
  expect(attachment(name)).toBe(header);
});
