import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inject } from '../rest/inject.ts';
import { ACME, type Harness, ORIGIN, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-users-of-ari-recordings-ask-for: the stored list in pages and in full. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const LIST = '/ari/recordings/stored';
const namesOf = (body: { name: string }[]) => body.map(({ name }) => name);

/** Stores recordings of these names at once, all as the first. */
async function fill(names: readonly string[]): Promise<void> {
  const { recordings } = ari.core.catalog;
  const { id } = await ari.store('template', 'wav');
  const template = await recordings.remove(ACME, id);
  if (template === undefined) throw new Error('not stored');
  for (const name of names) await recordings.insert({ ...template, id: ari.core.ids.uuid(), name });
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `n${String(n).padStart(5, '0')}`);
}

describe('limit, after, prefix', () => {
  test('page through the list by links, each name once', async () => {
    await fill(['a', 'b/1', 'b/2', 'b/3', 'b/4', 'b/5', 'b \u{1F600}&+', 'c']);
    const pages: string[][] = [];
    let next: string | undefined = `${LIST}?limit=2&prefix=b&pretty=yes`;
    while (next !== undefined) {
      const { body, headers } = await ari.raw('GET', next);
      pages.push(namesOf(JSON.parse(body)));
      next = /^<(.+)>; rel="next"$/.exec(headers.link?.toString() ?? '')?.[1];
    }
    expect(pages).toEqual([
      ['b \u{1F600}&+', 'b/1'],
      ['b/2', 'b/3'],
      ['b/4', 'b/5'],
    ]);
  });

  test('a page keeps its place while recordings come and go', async () => {
    await fill(['a', 'c', 'e', 'g']);
    const first = await ari.pbx.get(`${LIST}?limit=2`).expect(200);
    await ari.pbx.delete(`${LIST}/c`).expect(204);
    await ari.store('b');
    await ari.store('d');
    const next = /<(.+)>/.exec(first.headers.link ?? '')?.[1] ?? '';
    expect(namesOf((await ari.pbx.get(next).expect(200)).body)).toEqual(['d', 'e']);
  });

  test('a link has every parameter of the list, and no credentials', async () => {
    await fill(['x y', 'x z']);
    const query = 'api_key=pbx:secret:1&limit=1&prefix=x+&fields=all&unknown=1';
    const { headers } = await ari.pbx.get(`${LIST}?${query}`).set('Origin', ORIGIN).expect(200);
    expect(headers.link).toMatch(
      /^<\/ari\/recordings\/stored\?limit=1&prefix=x%20&fields=all&after=[\w-]+>; rel="next"$/,
    );
    expect(headers['access-control-expose-headers']).toBe('Link');
  });

  test('after alone continues to the end', async () => {
    await fill(['a', 'b', 'c']);
    const first = await ari.pbx.get(`${LIST}?limit=1`).expect(200);
    const after = /after=([^&>]+)/.exec(first.headers.link ?? '')?.[1];
    const rest = await ari.pbx.get(`${LIST}?after=${after}`).expect(200);
    expect(namesOf(rest.body)).toEqual(['b', 'c']);
    expect(rest.headers).not.toHaveProperty('link');
  });

  test('prefix alone returns all matches; a prefix without matches, an empty list', async () => {
    await fill(['a', 'ab', 'b']);
    expect(namesOf((await ari.pbx.get(`${LIST}?prefix=a`).expect(200)).body)).toEqual(['a', 'ab']);
    expect((await ari.pbx.get(`${LIST}?prefix=z&limit=5`).expect(200)).body).toEqual([]);
  });

  test.each(['limit=0', 'limit=-1', 'limit=1001', 'limit=many'])('400 for %s', async (query) => {
    const response = await ari.pbx.get(`${LIST}?${query}`).expect(400);
    expect(response.body).toEqual({ message: 'limit must be from 1 to 1000' });
  });

  test('400 for an after that another list issued', async () => {
    await fill(['a', 'ab', 'b']);
    const first = await ari.pbx.get(`${LIST}?limit=1&prefix=a`).expect(200);
    const after = /after=([^&>]+)/.exec(first.headers.link ?? '')?.[1];
    for (const query of ['after=x', `after=${after}`, `after=${after}&prefix=b&limit=1`]) {
      const response = await ari.pbx.get(`${LIST}?${query}`).expect(400);
      expect(response.body).toEqual({ message: 'after is not from a page of this list' });
    }
  });

  test('change nothing on the wire if they are omitted', async () => {
    await fill(['a', 'b']);
    const { body, headers } = await ari.raw('GET', `${LIST}?limit=&after=&prefix=&fields=`);
    expect(body).toBe('[{"name":"a","format":"wav"},{"name":"b","format":"wav"}]');
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers).not.toHaveProperty('link');
  });
});

describe('fields=all', () => {
  test('shows id, start, duration, size, checksum and links, in the list and for a single recording', async () => {
    const { id, media } = await ari.store('a b/c', 'ulaw', 2900);
    const full = {
      name: 'a b/c',
      format: 'ulaw',
      id,
      start: '2026-01-02T03:04:05.000+0000',
      duration: 2,
      size: media?.bytes,
      sha256: media?.sha256,
      links: {
        self: '/ari/recordings/stored/a%20b%2Fc',
        file: '/ari/recordings/stored/a%20b%2Fc/file',
      },
    };
    const self = await ari.pbx.get(`${full.links.self}?fields=all`).expect(200);
    expect(self.body).toEqual(full);
    const list = await ari.pbx.get(`${LIST}?fields=ALL`).expect(200);
    expect(list.body).toEqual([full]);
    await ari.pbx.get(full.links.file).expect(200);
  });

  test('any other value is ignored', async () => {
    await ari.store('a', 'wav');
    const response = await ari.pbx.get(`${LIST}/a?fields=name`).expect(200);
    expect(response.body).toEqual({ name: 'a', format: 'wav' });
  });
});

describe('a list of more than a page of the catalog', () => {
  test.each(['', '?pretty=yes'])(
    'is sent as one response, in the same form as a short list: %s',
    async (query) => {
      const names = numbered(2500);
      await fill(names);
      const { body } = await ari.raw('GET', `${LIST}${query}`);
      const expected = names.map((name) => ({ name, format: 'wav' }));
      expect(body).toBe(JSON.stringify(expected, null, query === '' ? 0 : 2));
    },
  );

  test('is the same over a WebSocket, as one message', async () => {
    await fill(numbered(2500));
    const request = { method: 'GET', url: LIST, headers: {}, body: '' };
    const { status, body } = await inject(ari.app.handler, request, (req) => {
      req.headers.authorization = `Basic ${Buffer.from('pbx:secret:1').toString('base64')}`;
    });
    expect([status, body]).toEqual([200, (await ari.raw('GET', LIST)).body]);
  });

  test('is read from the catalog a page at a time', async () => {
    await fill(numbered(2500));
    const { recordings } = ari.core.catalog;
    const list = recordings.list.bind(recordings);
    const limits: number[] = [];
    recordings.list = (query) => {
      limits.push(query.limit);
      return list(query);
    };
    await ari.pbx.get(LIST).expect(200);
    await ari.pbx.get(`${LIST}?limit=3`).expect(200);
    expect(limits).toEqual([1000, 1000, 1000, 3]);
  });

  test('breaks off when the catalog fails in the middle', async () => {
    await fill(numbered(1500));
    const { recordings } = ari.core.catalog;
    const list = recordings.list.bind(recordings);
    recordings.list = (query) =>
      query.after === undefined ? list(query) : Promise.reject(new Error('disk on fire'));
    await expect(ari.raw('GET', LIST)).rejects.toThrow(/aborted|hang up/);
    expect(ari.logged.join()).toContain('disk on fire');
  });
});
