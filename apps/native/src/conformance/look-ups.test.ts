import { countReads } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { nativeFixture, recordingFor10s } from '../testing/native-fixture.ts';

test.each([
  ['get', '', 200, ['get']],
  // Live recordings are found through their owner.
  ['post', '/pause', 200, []],
  ['post', '/resume', 200, []],
  ['post', '/mute', 200, []],
  ['post', '/unmute', 200, []],
  ['post', '/stop', 200, []],
  ['put', '/preserved', 200, ['get']],
  ['delete', '', 204, ['get']],
] as const)('%s /recordings/{id}%s looks the recording up at most once', async (...row) => {
  const [method, verb, status, expected] = row;
  const native = nativeFixture();
  const { id } = await recordingFor10s(native);
  const reads = countReads(native.core.catalog.recordings);
  expect((await native.request(method, `/recordings/${id}${verb}`)).status).toBe(status);
  expect(reads()).toEqual(expected);
});

test('its start, audio and deletion look it up at most once, too', async () => {
  const native = nativeFixture();
  const { session, id } = await recordingFor10s(native);
  await native.request('post', `/recordings/${id}/stop`);
  const reads = countReads(native.core.catalog.recordings);
  await native.request('post', '/recordings').send({ sessionId: session.id }).expect(201);
  expect(reads()).toEqual([]);
  await native.request('get', `/recordings/${id}/media`).expect(200);
  expect(reads()).toEqual(['get']);
  await native.request('delete', `/recordings/${id}`).expect(204);
  expect(reads()).toEqual(['get']);
});
