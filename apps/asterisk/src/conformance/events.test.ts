import { failToRecord } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, GLOBEX, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** Event in docs/contracts/ari.md#json; docs/contracts/ari.md#get-arievents-websocket; events of recordings in docs/contracts/ari.md#recorder-semantics */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const BY = { asterisk_id: SYSTEM_ID, application: 'recorder' };
const AFTER_3_S = '2026-01-02T03:04:08.000+0000';

describe('sessions', () => {
  test('StasisStart when a call begins, StasisEnd and ChannelDestroyed when it ends', async () => {
    const events = await ari.events();
    const session = await ari.core.liveSession(ACME, { externalId: '42.1' });
    const channel = (await ari.pbx.get('/ari/channels/42.1')).body;
    expect(await events.next()).toEqual({
      type: 'StasisStart',
      timestamp: START,
      args: [],
      channel,
      ...BY,
    });
    ari.core.clock.advance(3000);
    await ari.core.hangUp(session);
    expect(await events.next()).toEqual({
      type: 'StasisEnd',
      timestamp: AFTER_3_S,
      channel,
      ...BY,
    });
    expect(await events.next()).toEqual({
      type: 'ChannelDestroyed',
      timestamp: AFTER_3_S,
      cause: 16,
      cause_txt: 'Normal Clearing',
      channel,
      ...BY,
    });
  });

  test('StasisStart again, and further events, when an ended call comes back', async () => {
    const events = await ari.events();
    const everything = await ari.events('app=other&subscribeAll=true&api_key=pbx:secret:1');
    const ended = await ari.core.liveSession(ACME, { externalId: '42.1' });
    await ari.core.hangUp(ended);
    const session = await ari.core.resume(ended);
    const channel = (await ari.pbx.get('/ari/channels/42.1')).body;
    expect(channel.dialplan.app_name).toBe('Stasis');
    ari.core.events.publish({
      ...{ type: 'session.dtmf', at: ari.core.clock.now(), accountId: ACME, session, digit: '1' },
    });
    await ari.core.hangUp(session);
    const received = async (client: typeof events, count: number) => {
      const types: string[] = [];
      for (let n = 0; n < count; n++) types.push((await client.next()).type);
      return types;
    };
    const life = ['StasisStart', 'StasisEnd', 'ChannelDestroyed'];
    const again = ['StasisStart', 'ChannelDtmfReceived', 'StasisEnd', 'ChannelDestroyed'];
    expect(await received(events, 7)).toEqual([...life, ...again]);
    expect(await received(everything, 5)).toEqual([
      'ChannelCreated',
      'ChannelDestroyed',
      'ChannelCreated',
      'ChannelDtmfReceived',
      'ChannelDestroyed',
    ]);
  });

  test('only events of its own account, in order', async () => {
    const events = await ari.events();
    const theirs = await ari.events('app=recorder&api_key=stranger:secret');
    await ari.core.liveSession(GLOBEX, { externalId: 'theirs' });
    await ari.core.liveSession(ACME, { externalId: 'ours' });
    expect(await events.next()).toMatchObject({ channel: { id: 'ours' } });
    expect(await theirs.next()).toMatchObject({ channel: { id: 'theirs' } });
  });
});

test('ChannelDtmfReceived for each key, to the subscribers of the channel', async () => {
  const events = await ari.events();
  const other = await ari.events('app=other&api_key=pbx:secret:1');
  const session = await ari.core.liveSession(ACME, { externalId: '42.1' });
  const channel = (await ari.pbx.get('/ari/channels/42.1')).body;
  await events.next();
  const at = ari.core.clock.now();
  ari.core.events.publish({ type: 'session.dtmf', at, accountId: ACME, session, digit: '#' });
  expect(await events.next()).toEqual({
    type: 'ChannelDtmfReceived',
    timestamp: START,
    digit: '#',
    duration_ms: 100,
    channel,
    ...BY,
  });
  await ari.pbx.post('/ari/events/user/x?application=other').expect(204);
  expect(await other.next()).toMatchObject({ type: 'ChannelUserevent' });
});

describe('recordings', () => {
  const recordingOf = (name: string, state: string, more: object = {}) => ({
    name,
    format: 'wav',
    state,
    target_uri: expect.stringMatching(/^channel:/),
    ...more,
  });

  test('RecordingStarted as `recording`, RecordingFinished as `done` with its duration', async () => {
    const events = await ari.events();
    await ari.record('x', 'wav');
    expect(await events.next()).toMatchObject({ type: 'StasisStart' });
    expect(await events.next()).toEqual({
      type: 'RecordingStarted',
      timestamp: START,
      recording: recordingOf('x', 'recording'),
      ...BY,
    });
    ari.core.clock.advance(3000);
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    expect(await events.next()).toEqual({
      type: 'RecordingFinished',
      timestamp: AFTER_3_S,
      recording: recordingOf('x', 'done', { duration: 3 }),
      ...BY,
    });
  });

  test('pause, unpause, mute and unmute send nothing; a discard is RecordingFinished, done', async () => {
    const events = await ari.events();
    await ari.record('x');
    for (const action of ['mute', 'pause']) {
      await ari.pbx.post(`/ari/recordings/live/x/${action}`).expect(204);
      await ari.pbx.delete(`/ari/recordings/live/x/${action}`).expect(204);
    }
    ari.core.clock.advance(3999);
    await ari.pbx.delete('/ari/recordings/live/x').expect(204);
    const types = [(await events.next()).type, (await events.next()).type];
    expect(types).toEqual(['StasisStart', 'RecordingStarted']);
    expect(await events.next()).toMatchObject({
      type: 'RecordingFinished',
      recording: recordingOf('x', 'done', { duration: 3 }),
    });
  });

  test('RecordingFailed as `failed` with its cause', async () => {
    const events = await ari.events();
    const recording = await ari.record('x');
    await ari.core.recorder.failed(recording, 'Disk on fire');
    await events.next();
    await events.next();
    expect(await events.next()).toEqual({
      type: 'RecordingFailed',
      timestamp: START,
      recording: recordingOf('x', 'failed', { cause: 'Disk on fire', duration: 0 }),
      ...BY,
    });
  });

  test('RecordingFailed of a call that should have been recorded but never was, before its end', async () => {
    const events = await ari.events();
    const session = await ari.core.liveSession(ACME);
    const now = ari.core.clock.now();
    const cause = 'There is no room';
    const call = { session, origin: { via: 'line' }, dueAt: now, endedAt: now, cause };
    const { name } = await failToRecord(ari.core, call);
    await ari.core.hangUp(session);
    expect((await events.next()).type).toBe('StasisStart');
    expect(await events.next()).toMatchObject({
      type: 'RecordingFailed',
      recording: { name, state: 'failed', cause, target_uri: `channel:${session.id}` },
    });
    expect((await events.next()).type).toBe('StasisEnd');
    await ari.pbx.get(`/ari/recordings/live/${name}`).expect(404);
    await ari.pbx.get(`/ari/recordings/stored/${name}`).expect(404);
  });

  test('talk and silence are reported only with a silence limit', async () => {
    const events = await ari.events();
    const recording = await ari.store('x', 'wav', 5000);
    for (let n = 0; n < 3; n += 1) await events.next();
    const media = recording.media && { ...recording.media, talkingMs: 3200, silenceMs: 1800 };
    if (media === undefined) throw new Error('not stored');
    for (const maxSilenceMs of [0, 2000]) {
      const settings = { ...recording.settings, maxSilenceMs };
      ari.core.events.publish({
        type: 'recording.finished',
        at: ari.core.clock.now(),
        accountId: ACME,
        recording: { ...recording, settings, media },
      });
    }
    expect(await events.next()).toMatchObject({
      recording: recordingOf('x', 'done', { duration: 5 }),
    });
    expect(await events.next()).toMatchObject({
      recording: recordingOf('x', 'done', {
        duration: 5,
        talking_duration: 3,
        silence_duration: 1,
      }),
    });
  });
});

describe('applications', () => {
  test('another application gets no events', async () => {
    const other = await ari.events('app=other&api_key=pbx:secret:1');
    const both = await ari.events('app=recorder,other2&api_key=pbx:secret:1');
    await ari.record('x');
    expect(await both.next()).toMatchObject({ type: 'StasisStart', application: 'recorder' });
    expect(await both.next()).toMatchObject({ type: 'RecordingStarted', application: 'recorder' });
    const again = await ari.events('app=other&api_key=pbx:secret:1');
    // What comes first is what comes at all.
    expect(await other.next()).toMatchObject({ type: 'ApplicationReplaced', application: 'other' });
    again.socket.close();
  });

  test('with subscribeAll it gets events of channels and recordings, but no call enters it', async () => {
    const other = await ari.events('app=other&subscribeAll=Yes&api_key=pbx:secret:1');
    const { id } = await ari.core.liveSession(ACME);
    await ari.pbx.post(`/ari/channels/${id}/record?name=x&format=wav`).expect(201);
    expect(await other.next()).toMatchObject({
      type: 'ChannelCreated',
      channel: { id, state: 'Up' },
      application: 'other',
    });
    expect(await other.next()).toMatchObject({ type: 'RecordingStarted', application: 'other' });
  });

  test('a client of several applications gets an event for each that it is for', async () => {
    const events = await ari.events('app=b,recorder,a&subscribeAll=true&api_key=pbx:secret:1');
    await ari.record('x');
    const sent = [];
    for (let n = 0; n < 7; n += 1) sent.push(await events.next());
    expect(sent.map(({ type, application }) => [type, application])).toEqual([
      ['ChannelCreated', 'a'],
      ['ChannelCreated', 'b'],
      ['ChannelCreated', 'recorder'],
      ['StasisStart', 'recorder'],
      ['RecordingStarted', 'a'],
      ['RecordingStarted', 'b'],
      ['RecordingStarted', 'recorder'],
    ]);
  });

  test('a second socket replaces the first, which stays open and gets no more of its events', async () => {
    const first = await ari.events('app=recorder,mine&api_key=pbx:secret:1');
    const second = await ari.events();
    expect(await first.next()).toEqual({
      type: 'ApplicationReplaced',
      timestamp: START,
      ...BY,
    });
    await ari.record('x');
    expect(await second.next()).toMatchObject({ type: 'StasisStart' });
    // What comes next is what comes at all.
    const third = await ari.events('app=mine&api_key=pbx:secret:1');
    expect(await first.next()).toMatchObject({ type: 'ApplicationReplaced', application: 'mine' });
    third.socket.close();
    expect(first.socket.readyState).toBe(first.socket.OPEN);
    first.socket.close();
    await first.closed();
    await ari.record('y');
    expect(await second.next()).toMatchObject({ type: 'RecordingStarted' });
    expect(await second.next()).toMatchObject({ type: 'StasisStart' });
  });

  test("another account's application of the same name is another application", async () => {
    const ours = await ari.events();
    await ari.events('app=recorder&api_key=stranger:secret');
    await ari.core.liveSession(ACME);
    expect(await ours.next()).toMatchObject({ type: 'StasisStart' });
  });
});
