import { startRecording } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#recordings: live recordings, and control by state. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const LIVE = '/ari/recordings/live/greeting';
const NOT_FOUND = { message: 'Recording not found' };
const NOT_IN_SESSION = { message: 'Recording not in session' };

const CONTROLS = [
  ['post', '/stop'],
  ['delete', ''],
  ['post', '/pause'],
  ['delete', '/pause'],
  ['post', '/mute'],
  ['delete', '/mute'],
] as const;
const PAUSE_AND_MUTE = CONTROLS.slice(2);

const stateOf = async () => (await ari.pbx.get(LIVE).expect(200)).body.state;
const mutedNow = async () =>
  (await ari.core.catalog.recordings.findByName(ACME, 'greeting', 'live'))?.muted;

describe('getLive: GET /recordings/live/{recordingName}', () => {
  test('200 with name, format, state and target', async () => {
    const { target } = await ari.record('greeting', 'wav16');
    if (target.kind !== 'session') throw new Error('not a session');
    const response = await ari.pbx.get(LIVE).expect(200);
    expect(response.body).toEqual({
      name: 'greeting',
      format: 'wav16',
      state: 'recording',
      target_uri: `channel:${target.sessionId}`,
    });
  });

  test('uses the id of the PBX for the channel', async () => {
    const { id } = await ari.core.liveSession(ACME, { externalId: '1700000000.42' });
    const origin = { via: 'imagicle' };
    await startRecording(ari.core, {
      accountId: ACME,
      target: { sessionId: id },
      name: 'greeting',
      origin,
    });
    const response = await ari.pbx.get(LIVE).expect(200);
    expect(response.body).toMatchObject({ target_uri: 'channel:1700000000.42', format: 'wav' });
  });

  test('shows a conference as a bridge', async () => {
    await ari.core.liveSession(ACME, { conferenceId: 'support' });
    await startRecording(ari.core, {
      accountId: ACME,
      target: { conferenceId: 'support' },
      name: 'greeting',
      origin: { via: 'signalwire' },
    });
    const response = await ari.pbx.get(LIVE).expect(200);
    expect(response.body.target_uri).toBe('bridge:support');
  });

  test('shows each state; mute is not visible in it', async () => {
    ari.core.recorder.startsAtOnce = false;
    const recording = await ari.record('greeting');
    expect(await stateOf()).toBe('queued');
    await ari.core.recorder.started(recording);
    expect(await stateOf()).toBe('recording');
    await ari.pbx.post(`${LIVE}/mute`).expect(204);
    expect(await stateOf()).toBe('recording');
    await ari.pbx.post(`${LIVE}/pause`).expect(204);
    expect(await stateOf()).toBe('paused');
  });

  test('404 for an unknown and for a stored one', async () => {
    await ari.store('greeting');
    for (const path of [LIVE, '/ari/recordings/live/nobody']) {
      const response = await ari.pbx.get(path).expect(404);
      expect(response.body).toEqual(NOT_FOUND);
    }
  });
});

describe('control of a recording that is live', () => {
  test('stop: 204, and the file can be fetched right after', async () => {
    await ari.record('greeting');
    ari.core.clock.advance(3000);
    const response = await ari.pbx.post(`${LIVE}/stop`).expect(204);
    expect(response.text).toBe('');
    const file = await ari.pbx.get('/ari/recordings/stored/greeting/file').expect(200);
    expect(file.headers['content-length']).toBe(String(44 + 48_000));
    await ari.pbx.get(LIVE).expect(404);
  });

  test('stop waits for the file to be stored, but not longer than five seconds', async () => {
    await ari.record('greeting');
    const { clock, recorder } = ari.core;
    const waiting = new Promise<void>((resolve) => {
      recorder.settled = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    const before = clock.pending;
    const answer = ari.pbx.post(`${LIVE}/stop`).expect(204).then();
    await waiting;
    // The wait begins within the turn of the event loop in which the recorder is asked.
    await new Promise(setImmediate);
    clock.advance(4999);
    expect(clock.pending).toBe(before + 1);
    clock.advance(1);
    await answer;
    expect(clock.pending).toBe(before);
  });

  test('cancel: 204, and nothing remains', async () => {
    const { id } = await ari.record('greeting');
    await ari.pbx.delete(LIVE).expect(204);
    await ari.pbx.get(LIVE).expect(404);
    await ari.pbx.get('/ari/recordings/stored/greeting').expect(404);
    expect((await ari.core.catalog.recordings.get(ACME, id))?.state).toBe('canceled');
  });

  test('pause and unpause: 204, and repeats are no-ops; paused time is left out', async () => {
    await ari.record('greeting');
    ari.core.clock.advance(1000);
    for (let time = 0; time < 2; time += 1) {
      await ari.pbx.post(`${LIVE}/pause`).expect(204);
      expect(await stateOf()).toBe('paused');
    }
    ari.core.clock.advance(5000);
    for (let time = 0; time < 2; time += 1) {
      await ari.pbx.delete(`${LIVE}/pause`).expect(204);
      expect(await stateOf()).toBe('recording');
    }
    ari.core.clock.advance(1000);
    await ari.pbx.post(`${LIVE}/stop`).expect(204);
    const stored = await ari.core.catalog.recordings.findByName(ACME, 'greeting', 'stored');
    expect(stored?.media?.durationMs).toBe(2000);
  });

  test('mute and unmute: 204; a second mute stays muted, unlike Asterisk', async () => {
    await ari.record('greeting');
    for (let time = 0; time < 2; time += 1) {
      await ari.pbx.post(`${LIVE}/mute`).expect(204);
      expect(await mutedNow()).toBe(true);
    }
    for (let time = 0; time < 2; time += 1) {
      await ari.pbx.delete(`${LIVE}/mute`).expect(204);
      expect(await mutedNow()).toBe(false);
    }
  });

  test('everything is 204 while it is paused', async () => {
    for (const [method, action] of CONTROLS) {
      await ari.record('greeting');
      await ari.pbx.post(`${LIVE}/pause`).expect(204);
      await ari.pbx[method](`${LIVE}${action}`).expect(204);
      if (action !== '/stop' && !(method === 'delete' && action === '')) {
        await ari.pbx.delete(LIVE).expect(204);
      }
      await ari.pbx.delete('/ari/recordings/stored/greeting');
    }
  });
});

describe('control by state', () => {
  test('queued: stop and discard 204, the rest 409', async () => {
    ari.core.recorder.startsAtOnce = false;
    await ari.record('greeting');
    for (const [method, action] of PAUSE_AND_MUTE) {
      const response = await ari.pbx[method](`${LIVE}${action}`).expect(409);
      expect(response.body).toEqual(NOT_IN_SESSION);
    }
    await ari.pbx.delete(LIVE).expect(204);
    await ari.record('greeting');
    await ari.pbx.post(`${LIVE}/stop`).expect(204);
  });

  test('done but still listed, while it is being stored: 409', async () => {
    const { id } = await ari.record('greeting', 'wav');
    await ari.core.catalog.recordings.update(ACME, id, (recording) => ({
      ...recording,
      state: 'finishing',
    }));
    const { body } = await ari.pbx.get(LIVE).expect(200);
    expect(body).toEqual({
      name: 'greeting',
      format: 'wav',
      state: 'done',
      target_uri: expect.stringMatching(/^channel:/),
    });
    for (const [method, action] of CONTROLS) {
      const response = await ari.pbx[method](`${LIVE}${action}`).expect(409);
      expect(response.body).toEqual(NOT_IN_SESSION);
    }
  });

  test('a stop whose recording fails is 409', async () => {
    await ari.record('greeting');
    ari.core.recorder.stopFailure = 'Disk on fire';
    const response = await ari.pbx.post(`${LIVE}/stop`).expect(409);
    expect(response.body).toEqual(NOT_IN_SESSION);
  });

  test('one that ended by itself is gone: done, failed', async () => {
    await ari.store('greeting');
    await ari.core.recorder.failed(await ari.record('failed'), 'Disk on fire');
    for (const path of [LIVE, '/ari/recordings/live/failed']) await ari.pbx.get(path).expect(404);
  });

  test.each(CONTROLS)(
    '%s %s is 404 for an unknown and for an ended one',
    async (method, action) => {
      await ari.store('greeting');
      for (const path of [LIVE, '/ari/recordings/live/nobody']) {
        const response = await ari.pbx[method](`${path}${action}`).expect(404);
        expect(response.body).toEqual(NOT_FOUND);
      }
    },
  );

  test('500 when the recorder cannot be reached', async () => {
    await ari.record('greeting');
    ari.core.recorder.currentStatus = 'unavailable';
    for (const [method, action] of CONTROLS) {
      const response = await ari.pbx[method](`${LIVE}${action}`).expect(500);
      expect(response.body).toEqual({ message: 'The recorder is not available' });
    }
  });
});
