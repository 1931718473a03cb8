import type { Catalog } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/**
 * No operation looks through all calls or bridges when it names one. Shown here: whatever lists it asks the catalog for
 * are of one call or one conference; that these are answered from an index is shown beside the SQLite catalog.
 */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
  for (const externalId of ['c1', 'c2']) await ari.core.liveSession(ACME, { externalId });
  await ari.pbx.post('/ari/bridges/b1').expect(200);
  await ari.pbx.post('/ari/bridges/b1/addChannel?channel=c2').expect(204);
});
afterEach(() => ari.close());

/** The lists that the catalog is asked for during a request, by what they are asked of. */
async function listsOf(method: 'get' | 'post' | 'delete', path: string): Promise<unknown[]> {
  const lists: unknown[] = [];
  const { catalog } = ari.core;
  const watch = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          if (name === 'list') lists.push(given[0]);
          return member.apply(target, given);
        };
      },
    });
  const { sessions, conferences, recordings }: Catalog = catalog;
  const watched = {
    sessions: watch(sessions),
    conferences: watch(conferences),
    recordings: watch(recordings),
  };
  Object.assign(catalog, watched);
  const { status } = await ari.pbx[method](`/ari/${path}`);
  Object.assign(catalog, { sessions, conferences, recordings });
  expect(status).toBeLessThan(300);
  return lists;
}

test.each([
  ['get', 'channels/c1'],
  ['post', 'channels/c1/answer'],
  ['post', 'channels/c1/record?name=x&format=wav'],
  ['get', 'channels/c1/variable?variable=UNIQUEID'],
  ['post', 'channels/c1/variable?variable=A&value=1'],
  ['post', 'channels/c2/continue'],
  ['delete', 'channels/c2'],
  ['post', 'bridges/b2'],
  ['get', 'bridges/b1'],
  ['post', 'bridges/b1/addChannel?channel=c1'],
  ['post', 'bridges/b1/removeChannel?channel=c2'],
  ['post', 'bridges/b1/record?name=x&format=wav'],
  ['delete', 'bridges/b1'],
] as const)('%s %s', async (method, path) => {
  for (const list of await listsOf(method, path)) {
    expect(Object.keys(list as object)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:sessionId|conferenceId)$/)]),
    );
  }
});

test('a list of everything is detected as a scan', async () => {
  expect(await listsOf('get', 'channels')).toEqual([
    expect.not.objectContaining({ conferenceId: expect.anything() }),
  ]);
});
