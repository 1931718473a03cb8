import { pauseRecording, TricordError } from '@tricord/core';
import { ManualClock } from '@tricord/testkit';
import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ALICE_LINE,
  AUTOMATIC_LINE,
  BASE,
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

function stop({ app }: Harness, id: string): Promise<Response> {
  return request(app)
    .delete(`${LIVE}/${id}`)
    .auth(...BOSS);
}

const UNKNOWN = '75a90276-e47e-4e9e-b463-e3c743d5ff3a';

describe('Stop Recording, by id: 204 "The recording has been stopped"', () => {
  test('no body, and the audio can be fetched at once', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    harness.core.clock.advance(2_000);
    const response = await stop(harness, recording.id);
    expect(response.status).toBe(204);
    expect(response.text).toBe('');
    const media = await request(harness.app)
      .get(`${BASE}/Recordings/${recording.id}/Media`)
      .auth(...BOSS);
    expect(media.status).toBe(200);
  });

  test.each(['queued', 'paused'])('a recording that is %s', async (state) => {
    const harness = createHarness();
    const { core } = harness;
    core.recorder.startsAtOnce = state !== 'queued';
    const { recording } = await recordCall(core);
    if (state === 'paused') await pauseRecording(core, ACME, { id: recording.id }, 'skip');
    expect((await stop(harness, recording.id)).status).toBe(204);
    expect(await stateOf(core, recording)).toBe('done');
  });

  test('a recording on a device that the directory does not know', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: { deviceName: 'SIP/trunk' } });
    expect((await stop(harness, recording.id)).status).toBe(204);
  });

  test('a manual dial-in, which is bound to no device, on the number of a line that is not monitorable', async () => {
    const harness = createHarness();
    const { directoryNumber } = DEAF_LINE;
    const { recording } = await recordCall(harness.core, { line: { directoryNumber } });
    expect((await stop(harness, recording.id)).status).toBe(204);
  });

  test('waits at most 5 s for the audio', async () => {
    const waits: number[] = [];
    class ImpatientClock extends ManualClock {
      override after(delayMs: number, run: () => void) {
        waits.push(delayMs);
        const timer = super.after(delayMs, run);
        queueMicrotask(() => this.advance(delayMs));
        return timer;
      }
    }
    const harness = createHarness({ clock: new ImpatientClock() });
    const { recording } = await recordCall(harness.core);
    harness.core.recorder.settled = () => new Promise(() => {});
    expect((await stop(harness, recording.id)).status).toBe(204);
    expect(waits).toEqual([5_000]);
  });
});

describe('Stop Recording, by id: 400', () => {
  test.each([
    'not-a-guid',
    '75A90276E47E4e9eB463E3C743D5FF3A',
    '{75A90276-E47E-4e9e-B463-E3C743D5FF3A}',
    '%7B75A90276-E47E-4e9e-B463-E3C743D5FF3A%7D',
    '75A90276-E47E-4e9e-B463-E3C743D5FF3',
    '75A90276-E47E-4e9e-B463-E3C743D5FF3AA',
    'G5A90276-E47E-4e9e-B463-E3C743D5FF3A',
    '75A90276-E47E-4e9e-B463-E3C743D5FF3A%0A',
    '75A90276-E47E-4e9e-B463-E3C743D5FF3A%00',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '%zz',
    '%ff',
    '%F0%9F%93%9E',
    'x'.repeat(4096),
  ])('reason 0 "Id is not a valid GUID": %s', async (id) => {
    const response = await stop(createHarness(), id);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 0 });
  });

  test('reason 1 "a line that isn\'t monitorable through TAPI", with its deviceName', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: DEAF_LINE });
    const response = await stop(harness, recording.id);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 1, deviceName: 'SEPDEAF' });
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('reason 2 "Device configured for Automatic call recording", without deviceName', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: AUTOMATIC_LINE });
    const response = await stop(harness, recording.id);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 2 });
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });
});

describe('Stop Recording, by id: 409 "Id doesn\'t identify a live recording"', () => {
  test('an unknown id', async () => {
    const response = await stop(createHarness(), UNKNOWN);
    expect(response.status).toBe(409);
    expect(response.text).toBe('');
  });

  test("another account's id, and its recording continues", async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, { line: ALICE_LINE }, GLOBEX);
    const response = await stop(harness, recording.id);
    expect(response.status).toBe(409);
    expect(await stateOf(harness.core, recording)).toBe('recording');
  });

  test('a recording that fails as it is stopped [ours]', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    harness.core.recorder.stopFailure = 'the disk broke';
    expect((await stop(harness, recording.id)).status).toBe(409);
    expect(await stateOf(harness.core, recording)).toBe('failed');
  });

  test('a completed recording', async () => {
    const harness = createHarness();
    const { id } = await storeRecording(harness.core);
    expect((await stop(harness, id)).status).toBe(409);
  });

  test('a recording that is finishing', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    const { recordings } = harness.core.catalog;
    await recordings.update(ACME, recording.id, (r) => ({ ...r, state: 'finishing' }));
    expect((await stop(harness, recording.id)).status).toBe(409);
  });
});

describe('Stop Recording, by id: faults', () => {
  test('500 Internal Server Error', async () => {
    const harness = createHarness();
    harness.core.catalog.recordings.get = () => Promise.reject(new Error('the disk is on fire'));
    const response = await stop(harness, UNKNOWN);
    expect(response.status).toBe(500);
    expect(response.text).toBe('');
  });

  test('504 "Imagicle Call Recording service is unavailable"', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    harness.core.recorder.currentStatus = 'unavailable';
    const response = await stop(harness, recording.id);
    expect(response.status).toBe(504);
    expect(response.text).toBe('');
  });

  test('504 as well when the recorder is draining and refuses', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core);
    harness.core.recorder.command = () =>
      Promise.reject(new TricordError('recorder-draining', 'Shutting down'));
    expect((await stop(harness, recording.id)).status).toBe(504);
  });
});
