import { describe, expect, test } from 'vitest';
import { withLineLookedUp, withLineRecordingBegun } from './automatic-recording.ts';
import { conferenceRefFor } from './conference.ts';
import { checkRecordingName } from './recording-name.ts';
import { applyDescription, beginSession, endSession, expectSession } from './session.ts';
import { parseUuid } from './uuid.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const ACCOUNT = '00000000-0000-4000-8000-00000000000a';

describe('a session', () => {
  test('is expected, then live, then ended, and cannot be live twice at once', () => {
    const expected = expectSession(ID, ACCOUNT, { direction: 'incoming' }, 1);
    const live = beginSession(expected, 'audiosocket', ['remote'], 2);
    expect(live).toMatchObject({ state: 'live', source: 'audiosocket', startedAt: 2 });
    expect(() => beginSession(live, 'audiosocket', ['remote'], 3)).toThrow(
      expect.objectContaining({ code: 'session-not-live' }),
    );
    const ended = endSession(live, 4);
    expect(ended).toMatchObject({ state: 'ended', endedAt: 4 });
    expect(endSession(ended, 5)).toBe(ended);
  });

  test('resumes after its end, with the tracks of all its streams', () => {
    const first = beginSession(expectSession(ID, ACCOUNT, {}, 1), 'media-streams', ['remote'], 2);
    const again = beginSession(endSession(first, 4), 'audiosocket', ['local', 'remote'], 9);
    expect(again).toEqual({
      ...first,
      source: 'audiosocket',
      tracks: ['remote', 'local'],
      startedAt: 2,
      updatedAt: 9,
    });
    expect(again).not.toHaveProperty('endedAt');
  });

  test('its automatic recording is due from when its line was known until it begins', () => {
    const expected = expectSession(ID, ACCOUNT, {}, 1);
    expect(withLineLookedUp(expected, true, 1)).toBe(expected);
    expect(withLineRecordingBegun(expected)).toBe(expected);
    const live = beginSession(expected, 'audiosocket', ['remote'], 2);
    const due = withLineLookedUp(live, true, 3);
    expect(due).toEqual({ ...live, automaticRecording: { dueAt: 3 } });
    expect(withLineLookedUp(due, true, 4)).toEqual(due);
    expect(withLineLookedUp(due, false, 4)).toEqual(live);
    const begun = withLineRecordingBegun(due);
    expect(begun).toEqual({ ...live, automaticRecording: 'begun' });
    for (const isAutomatic of [true, false]) {
      expect(withLineLookedUp(begun, isAutomatic, 5)).toBe(begun);
    }
    const again = beginSession(endSession(begun, 6), 'audiosocket', ['remote'], 7);
    expect(again).not.toHaveProperty('automaticRecording');
  });

  test('descriptions are merged field by field', () => {
    const first = expectSession(
      ID,
      ACCOUNT,
      { line: { deviceName: 'SEP1' }, remote: { firstName: 'Ann' }, metadata: { a: '1' } },
      1,
    );
    const second = applyDescription(
      first,
      { line: { directoryNumber: '7' }, remote: { phoneNumber: '+49' }, metadata: { b: '2' } },
      2,
    );
    expect(second.call).toMatchObject({
      line: { deviceName: 'SEP1', directoryNumber: '7' },
      remote: { firstName: 'Ann', phoneNumber: '+49' },
      metadata: { a: '1', b: '2' },
    });
  });
});

describe('conferenceRefFor', () => {
  test('a UUID is used as the id, in lowercase', () => {
    expect(conferenceRefFor(ACCOUNT, ID.toUpperCase()).id).toBe(ID);
  });

  test('a name always yields the same conference, and a different one in another account', () => {
    const room = conferenceRefFor(ACCOUNT, 'room 12');
    expect(conferenceRefFor(ACCOUNT, 'room 12')).toEqual(room);
    expect(parseUuid(room.id)).toBe(room.id);
    expect(room.id[14]).toBe('5');
    expect(conferenceRefFor(ID, 'room 12').id).not.toBe(room.id);
    expect(conferenceRefFor(ACCOUNT, 'room 13').id).not.toBe(room.id);
  });
});

describe('checkRecordingName', () => {
  test.each(['a', 'a/b', '..', '../../etc/passwd', 'Gespräch 日本', '💾', 'x'.repeat(1024), ' '])(
    'accepts %j: a name is never a path',
    (name) => {
      expect(() => checkRecordingName(name)).not.toThrow();
    },
  );

  test.each(['', 'a\0b', 'x'.repeat(1025), 'é'.repeat(513), '\ud800'])('refuses %j', (name) => {
    expect(() => checkRecordingName(name)).toThrow(
      expect.objectContaining({ code: 'recording-name-invalid' }),
    );
  });
});
