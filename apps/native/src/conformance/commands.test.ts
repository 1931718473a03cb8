import { expect, test } from 'vitest';
import { nativeFixture, recordingFor10s, UNKNOWN } from '../testing/native-fixture.ts';

const VERBS = ['pause', 'resume', 'mute', 'unmute', 'stop'];

test('pause leaves audio out unless silence is requested, and resume ends it', async () => {
  const fixture = nativeFixture();
  const { core, request } = fixture;
  const { id } = await recordingFor10s(fixture);
  const command = async (verb: string, body?: object) => {
    const response = await request('post', `/recordings/${id}/${verb}`).send(body);
    expect(response.status).toBe(200);
    return response.body;
  };
  expect(await command('pause')).toMatchObject({ state: 'paused', pauseBehavior: 'skip' });
  core.clock.advance(5000);
  expect(await command('resume')).toMatchObject({
    state: 'recording',
    pausedMs: 5000,
    durationMs: 10_000,
  });
  expect(await command('pause', { behavior: 'silence' })).toMatchObject({
    pauseBehavior: 'silence',
  });
  core.clock.advance(2000);
  const { body } = await request('get', `/recordings/${id}`);
  expect(body).toMatchObject({ pausedMs: 7000, durationMs: 12_000 });
});

test('mute and unmute can be repeated', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const muted: boolean[] = [];
  for (const verb of ['mute', 'mute', 'unmute', 'unmute']) {
    muted.push((await fixture.request('post', `/recordings/${id}/${verb}`)).body.muted);
  }
  expect(muted).toEqual([true, true, false, false]);
});

test('stop responds once the audio can be fetched', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const { status, body } = await fixture.request('post', `/recordings/${id}/stop`);
  expect([status, body.state]).toEqual([200, 'done']);
  expect((await fixture.request('get', body.links.wav.replace('/api/v1', ''))).status).toBe(200);
});

test('a stop whose recording fails is 409, as a later one is', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  fixture.core.recorder.stopFailure = 'ENOSPC: no space left on device';
  for (let count = 0; count < 2; count += 1) {
    const { status, body } = await fixture.request('post', `/recordings/${id}/stop`);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'recording-not-live', state: 'failed' });
  }
});

test.each(VERBS)(
  '%s: 404 for none, 409 once it has ended, 503 without a recorder',
  async (verb) => {
    const fixture = nativeFixture();
    const code = async (id: string) => {
      const response = await fixture.request('post', `/recordings/${id}/${verb}`);
      return [response.status, response.body.code];
    };
    expect(await code(UNKNOWN)).toEqual([404, 'recording-not-found']);
    expect(await code('x')).toEqual([400, 'invalid-request']);
    const { id } = await recordingFor10s(fixture);
    fixture.core.recorder.currentStatus = 'unavailable';
    expect(await code(id)).toEqual([503, 'recorder-unavailable']);
    fixture.core.recorder.currentStatus = 'ready';
    await fixture.request('post', `/recordings/${id}/stop`);
    expect(await code(id)).toEqual([409, 'recording-not-live']);
  },
);

test('pause with an unknown behavior: 400', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const response = await fixture.request('post', `/recordings/${id}/pause`).send({ behavior: 'x' });
  expect(response.status).toBe(400);
});
