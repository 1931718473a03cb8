import type { RecordingCatalog } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/**
 * docs/contracts/ari.md#what-users-of-ari-recordings-ask-for: no operation scans all recordings. Shown here: whatever names a recording asks
 * the catalog by its name or id alone, and nothing that goes through recordings. That every such question is
 * answered from an index is shown beside the SQLite catalog.
 */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
  await ari.store('old', 'wav');
  await ari.record('now', 'wav');
  await ari.record('other', 'wav');
});
afterEach(() => ari.close());

const BY_NAME_OR_ID: ReadonlySet<string> = new Set([
  ...['findByName', 'get', 'insert', 'update', 'apply', 'remove'],
]);

/** What an operation asks the catalog, in its order. */
async function questionsOf(method: 'get' | 'post' | 'delete', path: string): Promise<string[]> {
  const asked: string[] = [];
  const { catalog } = ari.core;
  const { recordings } = catalog;
  const watched = new Proxy(recordings, {
    get(target, name: keyof RecordingCatalog) {
      asked.push(name);
      return target[name].bind(target);
    },
  });
  Object.assign(catalog, { recordings: watched });
  const { status } = await ari.pbx[method](`/ari/recordings/${path}`);
  Object.assign(catalog, { recordings });
  return [String(status), ...asked];
}

test.each([
  ['get', 'stored/old', '200'],
  ['get', 'stored/old?fields=all', '200'],
  ['get', 'stored/old/file', '200'],
  ['post', 'stored/old/copy?destinationRecordingName=new', '200'],
  ['delete', 'stored/old', '204'],
  ['get', 'live/now', '200'],
  ['post', 'live/now/pause', '204'],
  ['delete', 'live/now/pause', '204'],
  ['post', 'live/now/mute', '204'],
  ['delete', 'live/now/mute', '204'],
  ['post', 'live/now/stop', '204'],
  ['delete', 'live/other', '204'],
  ['get', 'stored/nobody', '404'],
  ['get', 'live/nobody', '404'],
] as const)('%s %s goes through no recordings', async (method, path, status) => {
  const [answered, ...asked] = await questionsOf(method, path);
  expect(answered).toBe(status);
  expect(asked.filter((name) => !BY_NAME_OR_ID.has(name))).toEqual([]);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThan(7);
});

test('a page of a list is one query', async () => {
  expect(await questionsOf('get', 'stored?limit=1')).toEqual(['200', 'list']);
});
