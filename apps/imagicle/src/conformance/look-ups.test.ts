import { countReads } from '@tricord/testkit';
import request from 'supertest';
import { expect, test } from 'vitest';
import { BOSS, createHarness, LIVE, recordCall } from '../testing/harness.ts';

test.each([
  ['put', '/*/Pause', 'get'],
  ['delete', '/*', 'get'],
  ['put', '/Pause?directoryNumber=111', 'list'],
  ['delete', '?directoryNumber=111', 'list'],
] as const)('%s LiveRecordings%s looks the recording up once', async (method, path, read) => {
  const { app, core } = createHarness();
  const { recording } = await recordCall(core);
  const reads = countReads(core.catalog.recordings);
  const { status } = await request(app)
    [method](LIVE + path.replace('*', recording.id))
    .auth(...BOSS);
  expect([status, ...reads()]).toEqual([204, read]);
});
