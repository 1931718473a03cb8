import { createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../account.ts';
import type { Session } from '../session.ts';
import {
  copyRecording,
  deleteRecording,
  describeSession,
  discardRecording,
  findLiveSession,
  findRecording,
  findSession,
  listAllRecordings,
  muteRecording,
  openMedia,
  pauseRecording,
  resumeRecording,
  startRecording,
  stopRecording,
  unmuteRecording,
} from './index.ts';

const ACCOUNT = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';
const origin = { via: 'test' };

const user = (username: string, numericUserId: string): User => ({
  username,
  numericUserId,
  role: 'manager',
  lines: [
    {
      deviceName: 'SEP1',
      directoryNumber: '101',
      monitorable: true,
      recordingMode: 'on-demand',
    },
  ],
});

let core: TestCore;
let session: Session;
beforeEach(async () => {
  core = createTestCore({ [ACCOUNT]: [user('ann', '1'), user('bob', '2')] });
  session = await core.liveSession(ACCOUNT, { externalId: 'PJSIP/1-0001' });
});

const start = (more: object = {}) =>
  startRecording(core, {
    accountId: ACCOUNT,
    target: { sessionId: session.id },
    origin,
    ...more,
  });

describe('startRecording', () => {
  test('finds the session by its id, in any case, and by the PBX’s own id', async () => {
    for (const sessionId of [session.id, session.id.toUpperCase(), 'PJSIP/1-0001']) {
      const recording = await start({ target: { sessionId } });
      expect(recording.target).toEqual({ kind: 'session', sessionId: session.id });
      expect(recording.state).toBe('queued');
      expect(recording.name).toBe(recording.id);
    }
  });

  test('uses the settings of the start, then the account’s, and saves what was missed', async () => {
    const deps = {
      ...core,
      recordingDefaults: () => ({ stereo: 'local-left', beep: true }) as const,
    };
    const missed = { lengthMs: 1500, reason: 'no-space' } as const;
    const target = { sessionId: session.id };
    const input = { accountId: ACCOUNT, target, origin, settings: { beep: false }, missed };
    const recording = await startRecording(deps, input);
    expect(recording.settings).toMatchObject({ stereo: 'local-left', beep: false, channels: 1 });
    expect(recording.missed).toEqual(missed);
    expect((await start()).settings.stereo).toBe('remote-left');
  });

  test('another account cannot see the session', async () => {
    await expect(start({ accountId: OTHER })).rejects.toMatchObject({ code: 'session-not-found' });
  });

  test('an ended session cannot be recorded', async () => {
    await core.hangUp(session);
    await expect(start()).rejects.toMatchObject({ code: 'session-not-live' });
  });

  test('exclusive refuses a second recording of the session', async () => {
    await start();
    await expect(start({ exclusive: true })).rejects.toMatchObject({ code: 'already-recorded' });
    await start();
  });

  test('of several exclusive starts at once, one succeeds', async () => {
    const starts = await Promise.allSettled([1, 2, 3].map(() => start({ exclusive: true })));
    expect(starts.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });

  test('a name is taken while it is live, and once stored unless it may be replaced', async () => {
    const first = await start({ name: 'a' });
    await expect(start({ name: 'a', ifExists: 'overwrite' })).rejects.toMatchObject({
      code: 'recording-name-taken',
    });
    await stopRecording(core, ACCOUNT, { liveName: 'a' });
    await expect(start({ name: 'a' })).rejects.toMatchObject({ code: 'recording-name-taken' });
    const second = await start({ name: 'a', ifExists: 'append' });
    expect(second).toMatchObject({ replaces: first.id, append: true });
    await stopRecording(core, ACCOUNT, { liveName: 'a' });
    await expect(findRecording(core, ACCOUNT, { id: first.id })).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });

  test('a conference is recorded as soon as one member is live', async () => {
    const conference = { conferenceId: 'room' };
    await expect(start({ target: conference })).rejects.toMatchObject({
      code: 'conference-not-found',
    });
    const member = await core.liveSession(ACCOUNT, { conferenceId: 'room' });
    const recording = await start({ target: conference });
    expect(recording.target).toEqual({
      kind: 'conference',
      conferenceId: member.call.conference?.id,
    });
    expect(recording.call.conference?.name).toBe('room');
  });
});

describe('commands on a live recording', () => {
  test('find it by id and by name, and report whether they changed anything', async () => {
    const { id, name } = await start({ name: 'x/y' });
    const ref = { liveName: name };
    expect(await pauseRecording(core, ACCOUNT, { id }, 'skip')).toMatchObject({ changed: true });
    expect(await pauseRecording(core, ACCOUNT, ref, 'skip')).toMatchObject({ changed: false });
    expect(await resumeRecording(core, ACCOUNT, ref)).toMatchObject({ changed: true });
    expect(await muteRecording(core, ACCOUNT, ref)).toMatchObject({ recording: { muted: true } });
    expect(await unmuteRecording(core, ACCOUNT, ref)).toMatchObject({
      recording: { muted: false },
    });
    await discardRecording(core, ACCOUNT, ref);
    await expect(muteRecording(core, ACCOUNT, { id })).rejects.toMatchObject({
      code: 'recording-not-live',
    });
    await expect(muteRecording(core, ACCOUNT, ref)).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });

  test('a stop makes it finishing, and then done with a duration', async () => {
    const { id } = await start();
    core.clock.advance(1500);
    const stopped = await stopRecording(core, ACCOUNT, { id });
    expect(stopped.recording.state).toBe('finishing');
    expect(stopped.ended).toMatchObject({ state: 'done', media: { durationMs: 1500 } });
  });

  test('a stop whose recording fails is refused, as a later one is', async () => {
    const { id } = await start();
    core.recorder.stopFailure = 'ENOSPC: no space left on device';
    const stop = () => stopRecording(core, ACCOUNT, { id });
    const refusal = { code: 'recording-not-live', details: { state: 'failed' } };
    await expect(stop()).rejects.toMatchObject({
      ...refusal,
      message: `Recording ${id} has failed: ENOSPC: no space left on device`,
    });
    await expect(stop()).rejects.toMatchObject(refusal);
  });

  test('cannot be used from another account', async () => {
    const { id } = await start();
    await expect(stopRecording(core, OTHER, { id })).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });
});

describe('finished recordings', () => {
  const finished = async (name: string) => {
    const { id } = await start({ name });
    core.clock.advance(1000);
    const { ended } = await stopRecording(core, ACCOUNT, { id });
    if (ended === undefined) throw new Error('not settled');
    return ended;
  };

  test('are copied under another name, with the same audio', async () => {
    const source = await finished('one');
    const copy = await copyRecording(core, ACCOUNT, { storedName: 'one' }, 'two', origin);
    expect(copy).toMatchObject({
      name: 'two',
      state: 'done',
      media: { sha256: source.media?.sha256 },
    });
    expect(copy.id).not.toBe(source.id);
    await expect(
      copyRecording(core, ACCOUNT, { storedName: 'one' }, 'two', origin),
    ).rejects.toMatchObject({ code: 'recording-name-taken' });
    const live = await start({ name: 'three' });
    await expect(
      copyRecording(core, ACCOUNT, { storedName: 'one' }, 'three', origin),
    ).rejects.toMatchObject({ code: 'recording-name-taken' });
    await expect(
      copyRecording(core, ACCOUNT, { id: live.id }, 'four', origin),
    ).rejects.toMatchObject({ code: 'recording-not-found' });
  });

  test.each(['missing', 'truncated', 'changed'] as const)(
    'are not copied when their audio is %s, and no partial copy is left',
    async (damage) => {
      const source = await finished('one');
      core.media.damage(source.id, damage);
      const before = (await core.media.list({ limit: 10 })).keys;
      await expect(
        copyRecording(core, ACCOUNT, { storedName: 'one' }, 'two', origin),
      ).rejects.toMatchObject({ code: 'media-unreadable', details: { damage } });
      expect((await core.media.list({ limit: 10 })).keys).toEqual(before);
      expect((await listAllRecordings(core, { accountId: ACCOUNT })).length).toBe(1);
    },
  );

  test('are deleted with their audio; live ones are not', async () => {
    const { id } = await finished('one');
    const removed = await deleteRecording(core, ACCOUNT, { storedName: 'one' });
    expect(removed.id).toBe(id);
    expect(await core.media.stat(id)).toBeUndefined();
    expect(core.published.at(-1)).toMatchObject({ type: 'recording.deleted' });
    const live = await start();
    await expect(deleteRecording(core, ACCOUNT, { id: live.id })).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });

  test('can be opened once they are done', async () => {
    const live = await start();
    await expect(openMedia(core, ACCOUNT, { id: live.id })).rejects.toMatchObject({
      code: 'media-not-ready',
    });
    const { id } = await finished('one');
    expect((await openMedia(core, ACCOUNT, { id })).media.bytes).toBe(44 + 16_000);
    await core.media.delete(id);
    await expect(openMedia(core, ACCOUNT, { id })).rejects.toMatchObject({
      code: 'media-unreadable',
    });
  });

  test('are listed across pages', async () => {
    for (let i = 0; i < 5; i++) await finished(`r${i}`);
    const all = await listAllRecordings(core, { accountId: ACCOUNT, order: 'name' });
    expect(all.map((recording) => recording.name)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  });
});

describe('describeSession', () => {
  const ID = '00000000-0000-4000-8000-0000000000ff';

  test('creates an unknown session as expected, and updates a known one', async () => {
    const first = await describeSession(core, ACCOUNT, ID, { direction: 'incoming' });
    expect(first).toMatchObject({ created: true, session: { state: 'expected' } });
    const second = await describeSession(core, ACCOUNT, ID, { remote: { phoneNumber: '5' } });
    expect(second).toMatchObject({
      created: false,
      session: { call: { direction: 'incoming', remote: { phoneNumber: '5' } } },
    });
    await expect(findLiveSession(core, ACCOUNT, ID)).rejects.toMatchObject({
      code: 'session-not-live',
    });
  });

  test('neither changes nor reveals a session of another account', async () => {
    await describeSession(core, ACCOUNT, ID, {});
    await expect(findSession(core, OTHER, ID)).rejects.toMatchObject({ code: 'session-not-found' });
    const theirs = await describeSession(core, OTHER, ID, { metadata: { theirs: 'yes' } });
    expect(theirs.created).toBe(true);
    expect((await findSession(core, ACCOUNT, ID)).call.metadata).toEqual({});
  });

  test('distinguishes users of one extension by name or numeric id, or else leaves it open', async () => {
    const line = { directoryNumber: '101' };
    const open = await describeSession(core, ACCOUNT, ID, { line });
    expect(open.session.call).toMatchObject({ line: { directoryNumber: '101' } });
    expect(open.session.call.username).toBeUndefined();
    const byId = await describeSession(core, ACCOUNT, ID, { line, numericUserId: '2' });
    expect(byId.session.call).toMatchObject({ username: 'bob', line: { deviceName: 'SEP1' } });
    const byName = await describeSession(core, ACCOUNT, ID, {
      line,
      username: 'ANN',
      numericUserId: '1',
    });
    expect(byName.session.call).toMatchObject({ username: 'ann', numericUserId: '1' });
  });
});
