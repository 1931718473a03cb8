import { discardRecording, pauseRecording, type Recording } from '@tricord/core';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/**
 * docs/contracts/ari.md#recordings, and steps 3 and 4 of docs/contracts/ari.md#dispatch-in-this-order
 * Each operation on a recording in each state: by a user who may write, by one who may only read, with wrong
 * credentials, and with none.
 */
const OK = '200';
const DONE = '204';
const NONE = '404 Recording not found';
const IDLE = '409 Recording not in session';
const READ_ONLY = '403 Write access denied';
const UNKNOWN = '401 Authentication required';

/** `ending`: done but still listed, on its way to the store. `gone`: it was discarded. */
const STATES = ['queued', 'recording', 'paused', 'ending', 'stored', 'gone'] as const;
type State = (typeof STATES)[number];
type Method = 'get' | 'post' | 'delete';

/** The response to a user with write access. `*` stands for the recording's name. */
// biome-ignore format: a table
const TABLE: readonly [Method, path: string, ...answers: string[]][] = [
  //                                   queued recording paused ending stored gone
  ['get',    'stored',                 OK,    OK,       OK,    OK,    OK,    OK],
  ['get',    'stored/*',               NONE,  NONE,     NONE,  NONE,  OK,    NONE],
  ['delete', 'stored/*',               NONE,  NONE,     NONE,  NONE,  DONE,  NONE],
  ['get',    'stored/*/file',          NONE,  NONE,     NONE,  NONE,  OK,    NONE],
  ['post',   'stored/*/copy?destinationRecordingName=copy',
                                       NONE,  NONE,     NONE,  NONE,  OK,    NONE],
  ['get',    'live/*',                 OK,    OK,       OK,    OK,    NONE,  NONE],
  ['delete', 'live/*',                 DONE,  DONE,     DONE,  IDLE,  NONE,  NONE],
  ['post',   'live/*/stop',            DONE,  DONE,     DONE,  IDLE,  NONE,  NONE],
  ['post',   'live/*/pause',           IDLE,  DONE,     DONE,  IDLE,  NONE,  NONE],
  ['delete', 'live/*/pause',           IDLE,  DONE,     DONE,  IDLE,  NONE,  NONE],
  ['post',   'live/*/mute',            IDLE,  DONE,     DONE,  IDLE,  NONE,  NONE],
  ['delete', 'live/*/mute',            IDLE,  DONE,     DONE,  IDLE,  NONE,  NONE],
];

describe.each(STATES)('a recording that is %s', (state) => {
  let ari: Harness;
  beforeAll(async () => {
    ari = await startHarness();
  });
  afterAll(() => ari.close());

  const column = STATES.indexOf(state);
  const rows = TABLE.map(([method, path, ...answers], row) => ({
    method,
    path,
    answer: answers[column] ?? '',
    name: `${state}-${row}`,
  }));

  test.each(rows)('$method $path: $answer', async ({ method, path, answer, name }) => {
    await bring(ari, name, state);
    const before = await shelf(ari, name);
    const url = `/ari/recordings/${path.replace('*', name)}`;
    const answerTo = async (client: Pick<Harness['pbx'], Method>) => {
      const { status, body } = await client[method](url);
      return status < 400 ? `${status}` : `${status} ${body.message}`;
    };

    expect(await answerTo(supertest(ari.url))).toBe(UNKNOWN);
    expect(await answerTo(supertest.agent(ari.url).auth('pbx', 'wrong'))).toBe(UNKNOWN);
    expect(await answerTo(ari.viewer)).toBe(method === 'get' ? answer : READ_ONLY);
    expect(await shelf(ari, name)).toEqual(before);
    expect(await answerTo(ari.pbx)).toBe(answer);
  });
});

/** Makes a recording of that name and brings it to the state. */
async function bring(ari: Harness, name: string, state: State): Promise<void> {
  const { core } = ari;
  core.recorder.startsAtOnce = state !== 'queued';
  if (state === 'stored') {
    await ari.store(name, 'wav');
    return;
  }
  const { id } = await ari.record(name, 'wav');
  if (state === 'paused') await pauseRecording(core, ACME, { id }, 'skip');
  if (state === 'gone') await discardRecording(core, ACME, { id });
  if (state === 'ending') {
    const finish = (recording: Recording): Recording => ({ ...recording, state: 'finishing' });
    await core.catalog.recordings.update(ACME, id, finish);
  }
}

/** What the catalog has under a name, live and stored. */
function shelf({ core }: Harness, name: string): Promise<(Recording | undefined)[]> {
  const { recordings } = core.catalog;
  return Promise.all([
    recordings.findByName(ACME, name, 'live'),
    recordings.findByName(ACME, name, 'stored'),
  ]);
}
