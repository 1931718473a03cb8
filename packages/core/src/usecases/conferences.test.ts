import { createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { conferenceRefFor } from '../conference.ts';
import { isRecordingEvent, type TricordEvent } from '../events.ts';
import {
  conferenceMembers,
  createConference,
  describeSession,
  endConference,
  findConference,
  findLiveConference,
  findRecording,
  findSession,
  hangUp,
  joinConference,
  leaveConference,
  listAllConferences,
  startRecording,
} from './index.ts';

const ACCOUNT = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';

let core: TestCore;
beforeEach(() => {
  core = createTestCore();
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** A summary of the conference and session events published since the last call. */
function news(): string[] {
  const events = core.published.slice(seen);
  seen = core.published.length;
  return events.filter((event) => !isRecordingEvent(event)).map(inShort);
}
let seen = 0;
beforeEach(() => {
  seen = 0;
});

function inShort(event: TricordEvent): string {
  const conference = 'conference' in event ? [event.conference.name] : [];
  const session = 'session' in event ? [event.session.call.externalId ?? '?'] : [];
  return [event.type, ...conference, ...session].join(' ');
}

const call = (externalId: string, conferenceId?: string) =>
  core.liveSession(ACCOUNT, {
    externalId,
    ...(conferenceId === undefined ? {} : { conferenceId }),
  });

const record = (conferenceId: string) =>
  startRecording(core, {
    accountId: ACCOUNT,
    target: { conferenceId },
    origin: { via: 'test' },
  });

const members = async (conferenceId: string) =>
  (await conferenceMembers(core, ACCOUNT, conferenceId)).map(({ call }) => call.externalId);

describe('a created conference', () => {
  test('is found by its name and its id, live and without members', async () => {
    const made = await createConference(core, ACCOUNT, { name: 'sales', metadata: { a: '1' } });
    expect(made).toEqual({
      ...conferenceRefFor(ACCOUNT, 'sales'),
      accountId: ACCOUNT,
      state: 'live',
      created: true,
      metadata: { a: '1' },
      createdAt: core.clock.now(),
      updatedAt: core.clock.now(),
    });
    expect(news()).toEqual(['conference.created sales']);
    expect(await findConference(core, ACCOUNT, 'sales')).toEqual(made);
    expect(await findConference(core, ACCOUNT, made.id.toUpperCase())).toEqual(made);
    expect(await members('sales')).toEqual([]);
    await expect(findConference(core, OTHER, made.id)).rejects.toMatchObject({
      code: 'conference-not-found',
    });
  });

  test('is named by its id if no name is given', async () => {
    const made = await createConference(core, ACCOUNT);
    expect(made.name).toBe(made.id);
  });

  test('is the only one of its name while it is live, and can be created again after its end', async () => {
    await createConference(core, ACCOUNT, { name: 'sales', metadata: { a: '1' } });
    await expect(createConference(core, ACCOUNT, { name: 'sales' })).rejects.toMatchObject({
      code: 'conference-exists',
    });
    await endConference(core, ACCOUNT, 'sales');
    core.clock.advance(1000);
    const again = await createConference(core, ACCOUNT, { name: 'sales' });
    expect(again).toMatchObject({ state: 'live', metadata: {}, createdAt: core.clock.now() });
    expect(again).not.toHaveProperty('endedAt');
    expect(await listAllConferences(core, { accountId: ACCOUNT })).toEqual([again]);
  });

  test('is created once by several concurrent requests', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 4 }, () => createConference(core, ACCOUNT, { name: 'sales' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(news()).toEqual(['conference.created sales']);
  });

  test('outlives its members, whether they leave, hang up or join another one', async () => {
    await createConference(core, ACCOUNT, { name: 'sales' });
    await createConference(core, ACCOUNT, { name: 'support' });
    for (const id of ['a', 'b', 'c']) {
      await call(id);
      await joinConference(core, ACCOUNT, 'sales', id);
    }
    expect(await members('sales')).toEqual(['a', 'b', 'c']);
    news();
    await leaveConference(core, ACCOUNT, 'sales', 'a');
    expect(news()).toEqual(['session.updated a', 'conference.left sales a']);
    await hangUp(core, ACCOUNT, 'b');
    expect(news()).toEqual(['conference.left sales b', 'session.ended b']);
    await joinConference(core, ACCOUNT, 'support', 'c');
    expect(news()).toEqual([
      'session.updated c',
      'conference.left sales c',
      'conference.joined support c',
    ]);
    expect(await members('support')).toEqual(['c']);
    expect(await findLiveConference(core, ACCOUNT, 'sales')).toMatchObject({ created: true });
  });

  test('can be recorded while it is empty, under its name and with its metadata', async () => {
    const { id } = await createConference(core, ACCOUNT, { name: 'sales', metadata: { a: '1' } });
    const recording = await record('sales');
    expect(recording).toMatchObject({
      target: { kind: 'conference', conferenceId: id },
      settings: { channels: 1 },
      call: { conference: { id, name: 'sales' }, metadata: { a: '1' }, line: {} },
    });
  });
});

describe('the end of a conference', () => {
  test('removes its members and keeps its recordings, with events in that order', async () => {
    await createConference(core, ACCOUNT, { name: 'sales' });
    for (const id of ['a', 'b']) await joinConference(core, ACCOUNT, 'sales', (await call(id)).id);
    const { id } = await record('sales');
    core.clock.advance(500);
    news();
    const ended = await endConference(core, ACCOUNT, 'sales');
    expect(ended).toMatchObject({ state: 'ended', endedAt: core.clock.now() });
    expect(news()).toEqual([
      'session.updated a',
      'conference.left sales a',
      'session.updated b',
      'conference.left sales b',
      'conference.ended sales',
    ]);
    const types = core.published.map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['recording.finished', 'conference.ended']);
    expect(await findRecording(core, ACCOUNT, { id })).toMatchObject({
      state: 'done',
      endReason: 'hangup',
      media: { durationMs: 500 },
    });
    for (const externalId of ['a', 'b']) {
      const session = await findSession(core, ACCOUNT, externalId);
      expect(session.state).toBe('live');
      expect(session.call).not.toHaveProperty('conference');
    }
  });

  test('happens once; then it cannot be joined, left, recorded or ended', async () => {
    await createConference(core, ACCOUNT, { name: 'sales' });
    await call('a');
    await endConference(core, ACCOUNT, 'sales');
    const refused = { code: 'conference-not-found' };
    for (const attempt of [
      () => endConference(core, ACCOUNT, 'sales'),
      () => endConference(core, ACCOUNT, 'unknown'),
      () => joinConference(core, ACCOUNT, 'sales', 'a'),
      () => leaveConference(core, ACCOUNT, 'sales', 'a'),
      () => record('sales'),
      () => findLiveConference(core, ACCOUNT, 'sales'),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused);
    }
    expect(await findConference(core, ACCOUNT, 'sales')).toMatchObject({ state: 'ended' });
  });

  test('stops a recording that starts at the same time', async () => {
    await createConference(core, ACCOUNT, { name: 'sales' });
    const insert = core.catalog.recordings.insert.bind(core.catalog.recordings);
    core.catalog.recordings.insert = async (recording) => {
      await endConference(core, ACCOUNT, 'sales');
      await insert(recording);
    };
    const { id } = await record('sales');
    expect(await findRecording(core, ACCOUNT, { id })).toMatchObject({ state: 'done' });
  });
});

describe('a conference that was not created explicitly', () => {
  test('begins with the first session that names it, and ends with the last', async () => {
    await call('a', 'sales');
    expect(news()).toEqual([
      'session.started a',
      'conference.created sales',
      'conference.joined sales a',
    ]);
    expect(await findConference(core, ACCOUNT, 'sales')).toMatchObject({ created: false });
    await call('b', 'sales');
    expect(news()).toEqual(['session.started b', 'conference.joined sales b']);
    const { id } = await record('sales');
    await hangUp(core, ACCOUNT, 'a');
    expect(news()).toEqual(['conference.left sales a', 'session.ended a']);
    await hangUp(core, ACCOUNT, 'b');
    expect(news()).toEqual([
      'conference.left sales b',
      'conference.ended sales',
      'session.ended b',
    ]);
    expect(await findRecording(core, ACCOUNT, { id })).toMatchObject({ endReason: 'hangup' });
  });

  test('is joined and left by descriptions of live sessions, not of expected ones', async () => {
    const ID = '00000000-0000-4000-8000-0000000000ff';
    await describeSession(core, ACCOUNT, ID, { conferenceId: 'sales' });
    expect(news()).toEqual([]);
    const a = await call('a');
    await describeSession(core, ACCOUNT, a.id, { conferenceId: 'sales' });
    await describeSession(core, ACCOUNT, a.id, { direction: 'incoming' });
    await describeSession(core, ACCOUNT, a.id, { conferenceId: 'support' });
    const { session } = await describeSession(core, ACCOUNT, a.id, { conferenceId: null });
    expect(session.call).not.toHaveProperty('conference');
    expect(news().filter((line) => line.startsWith('conference'))).toEqual([
      'conference.created sales',
      'conference.joined sales a',
      'conference.left sales a',
      'conference.ended sales',
      'conference.created support',
      'conference.joined support a',
      'conference.left support a',
      'conference.ended support',
    ]);
  });

  test('is revived when a session names it again, as an implicit one', async () => {
    await createConference(core, ACCOUNT, { name: 'sales', metadata: { a: '1' } });
    await endConference(core, ACCOUNT, 'sales');
    core.clock.advance(1000);
    await call('a', 'sales');
    expect(await findLiveConference(core, ACCOUNT, 'sales')).toMatchObject({
      created: false,
      metadata: {},
      createdAt: core.clock.now(),
    });
  });

  test('continues when a session joins while the recordings of the last one settle', async () => {
    await call('a', 'sales');
    await record('sales');
    const settled = core.recorder.settled.bind(core.recorder);
    const [settling, enough] = [withResolvers(), withResolvers()];
    core.recorder.settled = async (accountId, id) => {
      settling.resolve();
      await enough.promise;
      return settled(accountId, id);
    };
    news();
    const hungUp = hangUp(core, ACCOUNT, 'a');
    await settling.promise;
    await call('b', 'sales');
    enough.resolve();
    await hungUp;
    expect(news()).toEqual([
      'conference.left sales a',
      'session.started b',
      'conference.joined sales b',
      'session.ended a',
    ]);
    expect(await findLiveConference(core, ACCOUNT, 'sales')).toMatchObject({ created: false });
  });

  test('can be ended before its members leave, and ends once', async () => {
    await call('a', 'sales');
    news();
    await endConference(core, ACCOUNT, 'sales');
    await hangUp(core, ACCOUNT, 'a');
    expect(news()).toEqual([
      'session.updated a',
      'conference.left sales a',
      'conference.ended sales',
      'session.ended a',
    ]);
  });

  test('may have the same id in two accounts, without affecting the other', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await core.liveSession(OTHER, { conferenceId: id });
    await call('a', id);
    expect(await members(id)).toEqual(['a']);
    await hangUp(core, ACCOUNT, 'a');
    expect(await findLiveConference(core, OTHER, id)).toMatchObject({ accountId: OTHER });
    expect(await findConference(core, ACCOUNT, id)).toMatchObject({ state: 'ended' });
  });
});

describe('joining, leaving and hanging up', () => {
  beforeEach(async () => {
    await createConference(core, ACCOUNT, { name: 'sales' });
    await call('a');
  });

  test('joining twice changes nothing', async () => {
    await joinConference(core, ACCOUNT, 'sales', 'a');
    news();
    const session = await joinConference(core, ACCOUNT, 'sales', 'a');
    expect(session.call.conference).toEqual(conferenceRefFor(ACCOUNT, 'sales'));
    expect(news()).toEqual([]);
  });

  test('a session can leave only the conference that it is in', async () => {
    const refused = { code: 'session-not-in-conference' };
    await expect(leaveConference(core, ACCOUNT, 'sales', 'a')).rejects.toMatchObject(refused);
    await createConference(core, ACCOUNT, { name: 'support' });
    await joinConference(core, ACCOUNT, 'support', 'a');
    await expect(leaveConference(core, ACCOUNT, 'sales', 'a')).rejects.toMatchObject(refused);
    expect(await members('support')).toEqual(['a']);
  });

  test('only live sessions of the account can join, leave and hang up', async () => {
    await hangUp(core, ACCOUNT, 'a');
    const theirs = await core.liveSession(OTHER, { externalId: 'theirs' });
    for (const [id, code] of [
      ['a', 'session-not-live'],
      ['nobody', 'session-not-found'],
      [theirs.id, 'session-not-found'],
    ] as const) {
      for (const attempt of [
        joinConference(core, ACCOUNT, 'sales', id),
        leaveConference(core, ACCOUNT, 'sales', id),
        hangUp(core, ACCOUNT, id),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code });
      }
    }
  });
});
