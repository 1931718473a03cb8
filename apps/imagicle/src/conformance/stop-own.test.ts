import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ALICE,
  ALICE_LINE,
  AUTOMATIC_LINE,
  BOB,
  BOB_LINE,
  BOSS,
  type Credentials,
  createHarness,
  DAY,
  DEAF_LINE,
  GLOBEX,
  type Harness,
  LIVE,
  NIGHT,
  recordCall,
  SHARED_LINE,
  stateOf,
  VISITOR,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, DELETE LiveRecordings/Mine.

async function stopMine({ app }: Harness, user: Credentials): Promise<[number, unknown]> {
  const response = await request(app)
    .delete(`${LIVE}/Mine`)
    .auth(...user);
  return [response.status, response.text === '' ? '' : response.body];
}

describe('204', () => {
  test("stops what is recorded on one's own line, at any level, and nothing else", async () => {
    const harness = createHarness();
    const { core } = harness;
    const bobs = await recordCall(core, { line: BOB_LINE });
    const alices = await recordCall(core, { line: ALICE_LINE });
    expect(await stopMine(harness, BOB)).toEqual([204, '']);
    expect(await stateOf(core, bobs.recording)).toBe('done');
    expect(await stateOf(core, alices.recording)).toBe('recording');
  });

  test("a manual dial-in on one's own number", async () => {
    const harness = createHarness();
    const { directoryNumber } = ALICE_LINE;
    const { recording } = await recordCall(harness.core, { line: { directoryNumber } });
    expect(await stopMine(harness, ALICE)).toEqual([204, '']);
    expect(await stateOf(harness.core, recording)).toBe('done');
  });

  test("on a shared extension, not the others' recordings", async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: SHARED_LINE, username: 'Night' });
    expect(await stopMine(harness, DAY)).toEqual([409, '']);
    expect(await stateOf(harness.core, recording)).toBe('recording');
    expect(await stopMine(harness, NIGHT)).toEqual([204, '']);
  });
});

describe('errors', () => {
  test('400 reason 0: the user has no line [ours]', async () => {
    expect(await stopMine(createHarness(), VISITOR)).toEqual([400, { reason: 0 }]);
  });

  test('400 reason 1 with the device: not monitorable; reason 2: automatic', async () => {
    const deaf = createHarness();
    await recordCall(deaf.core, { line: DEAF_LINE });
    const reason1 = { reason: 1, deviceName: DEAF_LINE.deviceName };
    expect(await stopMine(deaf, BOSS)).toEqual([400, reason1]);
    const automatic = createHarness();
    await recordCall(automatic.core, { line: AUTOMATIC_LINE });
    expect(await stopMine(automatic, BOSS)).toEqual([400, { reason: 2 }]);
  });

  test('409: nothing is recorded, or only on a line of that name in another account', async () => {
    const harness = createHarness();
    await recordCall(harness.core, { line: ALICE_LINE }, GLOBEX);
    expect(await stopMine(harness, ALICE)).toEqual([409, '']);
  });

  test('500 when the recorder is not available: 504 is not documented here', async () => {
    const harness = createHarness();
    await recordCall(harness.core);
    harness.core.recorder.currentStatus = 'unavailable';
    expect(await stopMine(harness, ALICE)).toEqual([500, '']);
  });
});
