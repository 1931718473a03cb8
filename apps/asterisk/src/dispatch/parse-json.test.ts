import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('parseJson', () => {
  test.each(['', '{', 'x', '{"a":}', '1 2'])('%j is invalid', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  test.each(['{"a":[1,"b"]}', '5', 'null', '"[[["'])('%j is valid', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('goes as deep as Asterisk, and no deeper', () => {
    expect(parseJson(nested(2048))).toBeDefined();
    expect(parseJson(nested(2049))).toBeUndefined();
    expect(parseJson(`{"a":${nested(2048)}}`)).toBeUndefined();
  });

  test('brackets in strings and consecutive brackets do not count as depth', () => {
    const texts = [
      JSON.stringify('['.repeat(5000)),
      JSON.stringify({ a: '\\"[{'.repeat(3000), b: [] }),
      `[${'[],'.repeat(3000)}{}]`,
    ];
    for (const text of texts) expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});
