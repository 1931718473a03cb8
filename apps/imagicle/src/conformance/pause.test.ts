import { resumeRecording } from '@tricord/core';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ALICE_LINE,
  AUTOMATIC_LINE,
  BOB_LINE,
  BOSS,
  createHarness,
  DEAF_LINE,
  GLOBEX,
  type Harness,
  LIVE,
  recordCall,
  stateOf,
  storeRecording,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, PUT LiveRecordings/{id}/Pause and /Resume,
// PUT LiveRecordings/Pause?directoryNumber= and /Resume?directoryNumber=.

const UNKNOWN = '75a90276-e47e-4e9e-b463-e3c743d5ff3a';

async function put({ app }: Harness, path: string): Promise<[number, unknown]> {
  const response = await request(app)
    .put(LIVE + path)
    .auth(...BOSS);
  return [response.status, response.text === '' ? '' : response.body];
}

describe('by id', () => {
  test('204, and the recording is paused until it is resumed: 204', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    expect(await put(harness, `/${recording.id.toUpperCase()}/Pause`)).toEqual([204, '']);
    expect(await stateOf(harness.core, recording)).toBe('paused');
    const list = await request(harness.app)
      .get(LIVE)
      .auth(...BOSS);
    expect(list.body).toMatchObject([{ id: recording.id, isPaused: true }]);
    expect(await put(harness, `/${recording.id}/Resume`)).toEqual([204, '']);
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('what is spoken in a pause is left out of the audio', async () => {
    const harness = createHarness();
    const { core } = harness;
    const { recording } = await recordCall(core);
    core.clock.advance(2_000);
    await put(harness, `/${recording.id}/Pause`);
    core.clock.advance(30_000);
    await put(harness, `/${recording.id}/Resume`);
    core.clock.advance(1_000);
    await request(harness.app)
      .delete(`${LIVE}/${recording.id}`)
      .auth(...BOSS);
    expect((await core.catalog.recordings.get(ACME, recording.id))?.media?.durationMs).toBe(3_000);
  });

  test('429 already in that state', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    expect(await put(harness, `/${recording.id}/Resume`)).toEqual([429, '']);
    await put(harness, `/${recording.id}/Pause`);
    expect(await put(harness, `/${recording.id}/Pause`)).toEqual([429, '']);
    await resumeRecording(harness.core, ACME, { id: recording.id });
    expect(await put(harness, `/${recording.id}/Resume`)).toEqual([429, '']);
  });

  test.each([
    ['automatic', AUTOMATIC_LINE],
    ['not monitorable', DEAF_LINE],
  ])('a line that is %s does not keep its recordings from being paused [ours]', async (_, line) => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line });
    expect(await put(harness, `/${recording.id}/Pause`)).toEqual([204, '']);
  });

  test('409 not live: unknown, finished, not yet begun, of another account', async () => {
    const harness = createHarness();
    const { core } = harness;
    const finished = await storeRecording(core);
    const foreign = await recordCall(core, { line: ALICE_LINE }, GLOBEX);
    core.recorder.startsAtOnce = false;
    const queued = await recordCall(core);
    for (const id of [UNKNOWN, finished.id, foreign.recording.id, queued.recording.id]) {
      expect(await put(harness, `/${id}/Pause`)).toEqual([409, '']);
      expect(await put(harness, `/${id}/Resume`)).toEqual([409, '']);
    }
    expect(await stateOf(core, foreign.recording)).toBe('recording');
  });

  test.each([
    'x',
    `{${UNKNOWN}}`,
    `${UNKNOWN}0`,
    UNKNOWN.replaceAll('-', ''),
    '%00',
    '%zz',
    '..%2f',
  ])('400 reason 0 [ours]: %s', async (id) => {
    for (const word of ['Pause', 'resume']) {
      expect(await put(createHarness(), `/${id}/${word}`)).toEqual([400, { reason: 0 }]);
    }
  });

  test('500 when the recorder is not available: 504 is not documented here', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    harness.core.recorder.currentStatus = 'unavailable';
    expect(await put(harness, `/${recording.id}/Pause`)).toEqual([500, '']);
  });
});

describe('by directory number', () => {
  test('"acts on every match": 204', async () => {
    const harness = createHarness();
    const { core } = harness;
    const { directoryNumber } = ALICE_LINE;
    const mine = await recordCall(core, { line: ALICE_LINE });
    const dialIn = await recordCall(core, { line: { directoryNumber } });
    const other = await recordCall(core, { line: BOB_LINE });
    expect(await put(harness, `/pause/?DIRECTORYNUMBER=${directoryNumber}`)).toEqual([204, '']);
    expect(await stateOf(core, mine.recording)).toBe('paused');
    expect(await stateOf(core, dialIn.recording)).toBe('paused');
    expect(await stateOf(core, other.recording)).toBe('recording');
    expect(await put(harness, `/RESUME?directoryNumber=${directoryNumber}`)).toEqual([204, '']);
    expect(await stateOf(core, mine.recording)).toBe('recording');
  });

  test('429 only if all of them already are in that state', async () => {
    const harness = createHarness();
    const { core } = harness;
    const first = await recordCall(core, { line: ALICE_LINE });
    const second = await recordCall(core, { line: ALICE_LINE });
    await put(harness, `/${first.recording.id}/Pause`);
    expect(await put(harness, '/Pause?directoryNumber=111')).toEqual([204, '']);
    expect(await stateOf(core, second.recording)).toBe('paused');
    expect(await put(harness, '/Pause?directoryNumber=111')).toEqual([429, '']);
    expect(await put(harness, '/Resume?directoryNumber=111')).toEqual([204, '']);
    expect(await put(harness, '/Resume?directoryNumber=111')).toEqual([429, '']);
  });

  test('409 nothing live on that number', async () => {
    const harness = createHarness();
    await recordCall(harness.core, { line: ALICE_LINE }, GLOBEX);
    await storeRecording(harness.core);
    expect(await put(harness, '/Pause?directoryNumber=111')).toEqual([409, '']);
    expect(await put(harness, '/Resume?directoryNumber=999')).toEqual([409, '']);
  });

  test.each([
    '',
    '?',
    '?directoryNumber=',
    '?deviceName=SEP111',
    '?directoryNumber=1&directoryNumber=2',
  ])('400 reason 0 [ours], "directoryNumber required": %s', async (query) => {
    const harness = createHarness();
    await recordCall(harness.core);
    expect(await put(harness, `/Pause${query}`)).toEqual([400, { reason: 0 }]);
    expect(await put(harness, `/Resume${query}`)).toEqual([400, { reason: 0 }]);
  });
});

test('an unnecessary body is not an error', async () => {
  const { core, app } = createHarness();
  await recordCall(core);
  const sent = request(app).put(`${LIVE}/Pause?directoryNumber=111`).type('json').send('{"a":');
  expect((await sent.auth(...BOSS)).status).toBe(204);
});

test('Mine, Pause and Resume are words, not ids: 405 for other methods', async () => {
  const { app } = createHarness();
  for (const [method, word, allow] of [
    ['put', 'mine', 'DELETE'],
    ['delete', 'PAUSE', 'PUT'],
    ['get', 'Resume', 'PUT'],
  ] as const) {
    const response = await request(app)
      [method](`${LIVE}/${word}`)
      .auth(...BOSS);
    expect([response.status, response.headers.allow, response.text]).toEqual([405, allow, '']);
  }
});
