import { expect, test } from 'vitest';
import { type PageKey, pageToken, readPageToken } from './page-token.ts';

test.each<[PageKey]>([[[1, 'id']], [['name', 'id']], [['', '']], [['\0"ő', '-']]])(
  'a token carries its key: %j',
  (key) => {
    expect(readPageToken('query', pageToken('query', key), 'after')).toEqual(key);
  },
);

test('anything but a token of the same query is refused', () => {
  const token = pageToken('query', [1, 'id']);
  const tokens = ['', 'x', token.slice(1), token.slice(0, -1), `${token}A`, `${token}=`];
  for (const wrong of [...tokens, pageToken('another query', [1, 'id'])]) {
    expect(() => readPageToken('query', wrong, 'before')).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: { parameter: 'before' } }),
    );
  }
});
