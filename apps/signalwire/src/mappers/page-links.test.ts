import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPageLinks, toPageRequest } from './page-links.ts';

const FILTERS = ['DateCreated', 'DateCreated<', 'DateCreated>', 'CallSid'];
const tokens = fc.stringMatching(/^[A-Za-z0-9_-]{1,80}$/);
const filters = fc.dictionary(fc.constantFrom(...FILTERS), fc.string({ unit: 'grapheme' }));

/** The query of a link, as a client sends it and the server reads it. */
function queryOf(link: string | null): Record<string, string> {
  return Object.fromEntries(new URL(link ?? '', 'http://gw').searchParams);
}

test('a link leads to its page with the same filters, whatever their values', () => {
  fc.assert(
    fc.property(
      filters,
      fc.nat({ max: 1e6 }),
      fc.integer({ min: 1, max: 1000 }),
      tokens,
      tokens,
      (given, number, size, next, previous) => {
        const request = { number: number + 1, size, cursor: { after: 'x' } };
        const links = toPageLinks('/Recordings', given, FILTERS, request, {
          items: [],
          next,
          previous,
        });
        for (const [link, page, cursor] of [
          [links.next_page_uri, number + 2, { after: next }],
          [links.previous_page_uri, number, { before: previous }],
          [links.uri, number + 1, { after: 'x' }],
          [links.first_page_uri, 0, {}],
        ] as const) {
          const query = queryOf(link);
          expect(toPageRequest(query)).toEqual({ number: page, size, cursor });
          const { Page: _page, PageSize: _size, PageToken: _token, ...rest } = query;
          expect(rest).toEqual({ ...given });
        }
      },
    ),
  );
});

test('there is no link past the last page or before the first', () => {
  const request = { number: 0, size: 50, cursor: { before: 'x' } };
  const links = toPageLinks('/Calls', {}, [], request, { items: [], previous: 'y' });
  expect(links).toMatchObject({ next_page_uri: null, previous_page_uri: null });
  expect(links.uri).toBe('/Calls?Page=0&PageSize=50&PageToken=PBx');
});
