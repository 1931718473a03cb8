import type { Session } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/**
 * docs/contracts/ari.md#what-a-recording-client-also-calls: channels. The rest is as observed on Asterisk 22.10.
 */
let ari: Harness;
let call: Session;
beforeEach(async () => {
  ari = await startHarness();
  call = await ari.core.liveSession(ACME, { externalId: 'c1' });
});
afterEach(() => ari.close());

const C1 = '/ari/channels/c1';
const BY = { asterisk_id: SYSTEM_ID, application: 'recorder' };

describe('DELETE /channels/{id}', () => {
  test('hangs up: 204, the channel is gone, and its recording can be fetched', async () => {
    await ari.pbx.post(`${C1}/record?name=x&format=wav`).expect(201);
    await ari.pbx.delete(C1).expect(204);
    await ari.pbx.get(C1).expect(404);
    await ari.pbx.delete(C1).expect(404);
    expect(await ari.core.catalog.sessions.get(ACME, call.id)).toMatchObject({ state: 'ended' });
  });

  test('ChannelHangupRequest, StasisEnd, ChannelDestroyed', async () => {
    const events = await ari.events();
    const channel = (await ari.pbx.get(C1)).body;
    await ari.pbx.delete(C1).expect(204);
    const common = { timestamp: START, channel, ...BY };
    expect(await events.next()).toEqual({
      type: 'ChannelHangupRequest',
      cause: 32,
      soft: true,
      ...common,
    });
    expect(await events.next()).toEqual({ type: 'StasisEnd', ...common });
    expect(await events.next()).toEqual({
      type: 'ChannelDestroyed',
      cause: 16,
      cause_txt: 'Normal Clearing',
      ...common,
    });
  });

  test.each([
    ['', 16, 'Normal Clearing'],
    ['reason=', 16, 'Normal Clearing'],
    ['reason=normal', 16, 'Normal Clearing'],
    ['reason=busy', 17, 'User busy'],
    ['reason=no_answer', 19, 'User alerting, no answer'],
    ['reason=answered_elsewhere', 26, 'Answered elsewhere'],
    ['reason_code=17', 17, 'User busy'],
    ['reason_code=17abc', 17, 'User busy'],
    ['reason_code=-1', -1, 'Unknown'],
    ['reason_code=999', 999, 'Unknown'],
  ])('?%s is the cause %d of ChannelDestroyed', async (query, cause, cause_txt) => {
    const events = await ari.events();
    await ari.pbx.delete(`${C1}?${query}`).expect(204);
    await events.next();
    await events.next();
    expect(await events.next()).toMatchObject({ type: 'ChannelDestroyed', cause, cause_txt });
  });

  test.each([
    ['reason=zap', 'Invalid reason for hangup reason provided'],
    ['reason=BUSY', 'Invalid reason for hangup reason provided'],
    ['reason_code=USER_BUSY', 'Invalid reason for hangup reason code provided'],
    ['reason=busy&reason_code=17', "The reason and reason_code can't both be specified"],
  ])('400 for ?%s, and the call continues', async (query, message) => {
    expect((await ari.pbx.delete(`${C1}?${query}`).expect(400)).body).toEqual({ message });
    await ari.pbx.get(C1).expect(200);
    expect((await ari.pbx.delete(`/ari/channels/none?${query}`).expect(404)).body).toEqual({
      message: 'Channel not found',
    });
  });
});

describe('answer', () => {
  test('204, repeatedly: every call has been answered already', async () => {
    await ari.pbx.post(`${C1}/answer`).expect(204);
    await ari.pbx.post(`${C1}/answer`).expect(204);
    expect((await ari.pbx.get(C1)).body.state).toBe('Up');
  });

  test('404 for an unknown channel, 409 for one whose audio has not begun', async () => {
    await ari.pbx.post('/ari/channels/none/answer').expect(404);
    await ari.core.catalog.sessions.update(ACME, call.id, (session) => ({
      ...session,
      state: 'expected',
    }));
    const response = await ari.pbx.post(`${C1}/answer`).expect(409);
    expect(response.body).toEqual({ message: 'Channel not in Stasis application' });
  });
});

describe('continue', () => {
  test('StasisEnd; the call is still listed, in no application', async () => {
    const events = await ari.events();
    const channel = (await ari.pbx.get(C1)).body;
    await ari.pbx.post(`${C1}/continue`).send({ context: 'x', priority: 1 }).expect(204);
    expect(await events.next()).toEqual({
      type: 'StasisEnd',
      timestamp: START,
      channel,
      ...BY,
    });
    const outside = { ...channel, dialplan: { ...channel.dialplan, app_name: '', app_data: '' } };
    expect((await ari.pbx.get(C1).expect(200)).body).toEqual(outside);
    expect((await ari.pbx.get('/ari/channels')).body).toEqual([outside]);
  });

  test('409 afterwards for what needs the application', async () => {
    await ari.pbx.post(`${C1}/continue`).expect(204);
    for (const path of ['continue', 'answer', 'record?name=x&format=wav', 'variable?variable=A']) {
      const response = await ari.pbx.post(`${C1}/${path}`).expect(409);
      expect(response.body).toEqual({ message: 'Channel not in Stasis application' });
    }
    await ari.pbx.get(`${C1}/variable?variable=UNIQUEID`).expect(200);
  });

  test('the end of the call sends no second StasisEnd', async () => {
    const events = await ari.events();
    await ari.pbx.post(`${C1}/continue`).expect(204);
    await ari.pbx.delete(C1).expect(204);
    const types = [await events.next(), await events.next(), await events.next()];
    expect(types.map(({ type }) => type)).toEqual([
      'StasisEnd',
      'ChannelHangupRequest',
      'ChannelDestroyed',
    ]);
  });

  test('its recording continues, and can still be controlled', async () => {
    await ari.pbx.post(`${C1}/record?name=x&format=wav`).expect(201);
    await ari.pbx.post(`${C1}/continue`).expect(204);
    expect((await ari.pbx.get('/ari/recordings/live/x')).body.state).toBe('recording');
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    await ari.pbx.get('/ari/recordings/stored/x').expect(200);
  });

  test('leaves the bridge first', async () => {
    const events = await ari.events();
    await ari.pbx.post('/ari/bridges/b1').expect(200);
    await ari.pbx.post('/ari/bridges/b1/addChannel?channel=c1').expect(204);
    await ari.pbx.post(`${C1}/continue`).expect(204);
    expect((await ari.pbx.get('/ari/bridges/b1')).body.channels).toEqual([]);
    const types = [await events.next(), await events.next(), await events.next()];
    expect(types.map(({ type }) => type)).toEqual([
      'ChannelEnteredBridge',
      'ChannelLeftBridge',
      'StasisEnd',
    ]);
  });

  test('a call that ends while it leaves its bridge stays ended', async () => {
    const events = await ari.events();
    await ari.pbx.post('/ari/bridges/b1').expect(200);
    await ari.pbx.post('/ari/bridges/b1/addChannel?channel=c1').expect(204);
    let ended = Promise.resolve();
    const stop = ari.core.events.subscribe((event) => {
      if (event.type !== 'conference.left') return;
      stop();
      ended = ari.core.hangUp(event.session);
    });
    await ari.pbx.post(`${C1}/continue`).expect(204);
    await ended;
    await ari.core.liveSession(ACME, { externalId: 'last' });
    const types: unknown[] = [];
    while (types.at(-1) !== 'StasisStart') types.push((await events.next()).type);
    expect(types.filter((type) => type === 'StasisEnd')).toHaveLength(1);
  });

  test('a new call of the same id is in the application', async () => {
    await ari.pbx.post(`${C1}/continue`).expect(204);
    await ari.pbx.delete(C1).expect(204);
    ari.core.clock.advance(1);
    await ari.core.liveSession(ACME, { externalId: 'c1' });
    await ari.pbx.post(`${C1}/answer`).expect(204);
  });
});

test('a read-only user may only read', async () => {
  await ari.viewer.get(C1).expect(200);
  await ari.viewer.get(`${C1}/variable?variable=UNIQUEID`).expect(200);
  await ari.viewer.delete(C1).expect(403);
  for (const path of ['answer', 'continue', 'variable?variable=A&value=1']) {
    await ari.viewer.post(`${C1}/${path}`).expect(403);
  }
  for (const path of ['', '/b1', '/b1/addChannel', '/b1/removeChannel', '/b1/record']) {
    await ari.viewer.post(`/ari/bridges${path}`).expect(403);
  }
});

test("another account's channel is not found", async () => {
  await ari.stranger.delete(C1).expect(404);
  await ari.stranger.post(`${C1}/continue`).expect(404);
  await ari.stranger.get(`${C1}/variable?variable=UNIQUEID`).expect(404);
  await ari.stranger.post('/ari/bridges/b1').expect(200);
  await ari.stranger.post('/ari/bridges/b1/addChannel?channel=c1').expect(400);
});
