import { countReads } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

test.each([
  ['get', 'live/x', 200],
  ['post', 'live/x/pause', 204],
  ['delete', 'live/x/pause', 204],
  ['post', 'live/x/mute', 204],
  ['delete', 'live/x/mute', 204],
  ['post', 'live/x/stop', 204],
  ['delete', 'live/x', 204],
  ['get', 'stored/y', 200],
  ['get', 'stored/y/file', 200],
  ['delete', 'stored/y', 204],
] as const)('%s %s looks the recording up once', async (method, path, status) => {
  await ari.record('x', 'wav');
  await ari.store('y', 'wav');
  const reads = countReads(ari.core.catalog.recordings);
  await ari.pbx[method](`/ari/recordings/${path}`).expect(status);
  expect(reads()).toEqual(['findByName']);
});
