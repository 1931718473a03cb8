import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
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
  SEED_DEVICE,
  stateOf,
} from '../testing/harness.ts';

function stop({ app }: Harness, query: string): Promise<Response> {
  return request(app)
    .delete(LIVE + query)
    .auth(...BOSS);
}

describe('Stop Recording, by device name and directory number: 204', () => {
  test.each([
    '?deviceName=SEP111',
    '?directoryNumber=111',
    '?deviceName=SEP111&directoryNumber=111',
    '?deviceName=SEP111&directoryNumber=',
  ])('%s stops the recording on that line only', async (query) => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: ALICE_LINE });
    const other = await recordCall(harness.core, { line: BOB_LINE });
    const response = await stop(harness, query);
    expect(response.status).toBe(204);
    expect(response.text).toBe('');
    expect(await stateOf(harness.core, recording)).toBe('done');
    expect(await stateOf(harness.core, other.recording)).toBe('recording');
  });

  test('"If directoryNumber is specified too, the recording on the device will be stopped only if it belongs to the given line"', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, {
      line: { deviceName: SEED_DEVICE, directoryNumber: '123456' },
    });
    expect((await stop(harness, `?deviceName=${SEED_DEVICE}&directoryNumber=101`)).status).toBe(
      409,
    );
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('every matching recording is stopped [ours]', async () => {
    const harness = createHarness();
    const lines = ['101', '123456'].map((directoryNumber) => ({
      deviceName: SEED_DEVICE,
      directoryNumber,
    }));
    const made = await Promise.all(lines.map((line) => recordCall(harness.core, { line })));
    expect((await stop(harness, `?deviceName=${SEED_DEVICE}`)).status).toBe(204);
    for (const { recording } of made) expect(await stateOf(harness.core, recording)).toBe('done');
  });

  test('a recording that may not be stopped does not prevent stopping others [ours]', async () => {
    const harness = createHarness();
    const line = (deviceName: string) => ({ deviceName, directoryNumber: '301' });
    const free = await recordCall(harness.core, { line: line('SIP/softphone') });
    const kept = await recordCall(harness.core, { line: line('SEPAUTO') });
    expect((await stop(harness, '?directoryNumber=301')).status).toBe(204);
    expect(await stateOf(harness.core, free.recording)).toBe('done');
    expect(await stateOf(harness.core, kept.recording)).toBe('recording');
  });
});

describe('Stop Recording, a manually started dial-in', () => {
  test('"Specify just the directoryNumber": 204', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: { directoryNumber: '111' } });
    expect((await stop(harness, '?directoryNumber=111')).status).toBe(204);
    expect(await stateOf(harness.core, recording)).toBe('done');
  });

  test.each(['?deviceName=SEP111', '?deviceName=SEP111&directoryNumber=111'])(
    '409 "the stop has been invoked providing the device name": %s',
    async (query) => {
      const harness = createHarness();
      const { recording } = await recordCall(harness.core, { line: { directoryNumber: '111' } });
      const response = await stop(harness, query);
      expect(response.status).toBe(409);
      expect(response.text).toBe('');
      expect(await stateOf(harness.core, recording)).toBe('recording');
    },
  );
});

describe('Stop Recording, by device name and directory number: errors', () => {
  test.each([
    '',
    '?',
    '?deviceName=',
    '?deviceName=&directoryNumber=',
    '?username=alice',
    '?deviceName[0]=SEP111',
    '?directoryNumber=111&directoryNumber=112',
  ])('400 reason 0 "No device name nor directory number specified": "%s"', async (query) => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    const response = await stop(harness, query);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 0 });
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('400 reason 1 "has a live recording, but is not monitorable through TAPI", with its deviceName', async () => {
    const harness = createHarness();
    await recordCall(harness.core, { line: DEAF_LINE });
    const response = await stop(harness, '?directoryNumber=302');
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 1, deviceName: 'SEPDEAF' });
  });

  test('400 reason 2 "Device configured for Automatic call recording"', async () => {
    const harness = createHarness();
    await recordCall(harness.core, { line: AUTOMATIC_LINE });
    const response = await stop(harness, '?deviceName=SEPAUTO');
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 2 });
  });

  test.each(['?directoryNumber=111', '?directoryNumber=302', '?directoryNumber=999'])(
    '409 "There is not a call being recorded": %s',
    async (query) => {
      const response = await stop(createHarness(), query);
      expect(response.status).toBe(409);
      expect(response.text).toBe('');
    },
  );

  test("409 for another account's line of the same name", async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: ALICE_LINE }, GLOBEX);
    expect((await stop(harness, '?directoryNumber=111')).status).toBe(409);
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('409 when it is stopped concurrently', async () => {
    const harness = createHarness();
    const { core } = harness;
    const { recording } = await recordCall(core);
    core.directory.lines = async () => {
      await core.recorder.command(recording.accountId, recording.id, { type: 'stop' });
      return [];
    };
    expect((await stop(harness, '?directoryNumber=111')).status).toBe(409);
  });

  test('500 Internal Server Error', async () => {
    const harness = createHarness();
    harness.core.catalog.recordings.list = () => Promise.reject(new Error('the disk is on fire'));
    expect((await stop(harness, '?directoryNumber=111')).status).toBe(500);
  });

  test('504 "Imagicle Call Recording service is unavailable"', async () => {
    const harness = createHarness();
    await recordCall(harness.core);
    harness.core.recorder.currentStatus = 'unavailable';
    const response = await stop(harness, '?directoryNumber=111');
    expect(response.status).toBe(504);
    expect(response.text).toBe('');
  });
});
