import { type DirectoryEntry, type Line, USER_LISTS, type User } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { withRecording } from './line-recording.ts';
import { API } from './links.ts';
import { toWireTime } from './time.ts';

type Schemas = components['schemas'];

/** Maps a user to this API, without the password. */
export function toWireUser(entry: DirectoryEntry): Schemas['User'] {
  const { user, hasPassword, readOnly, createdAt, updatedAt } = entry;
  const { aliasNumbers, supervisedGroups, ...rest } = user;
  return {
    ...rest,
    ...(aliasNumbers === undefined ? {} : { aliasNumbers: [...aliasNumbers] }),
    ...(supervisedGroups === undefined ? {} : { supervisedGroups: [...supervisedGroups] }),
    lines: user.lines.map(toWireLine),
    hasPassword,
    readOnly,
    ...(createdAt === undefined ? {} : { createdAt: toWireTime(createdAt) }),
    ...(updatedAt === undefined ? {} : { updatedAt: toWireTime(updatedAt) }),
    links: { self: `${API}/directory/users/${encodeURIComponent(user.username)}` },
  };
}

/** The user in a PUT; `username` is from the path. */
export function toUser(username: string, body: Schemas['UserPut']): User {
  const { password: _password, lines = [], role = 'recorder', ...rest } = body;
  return withoutEmpty({ username, ...rest, role, lines: lines.map(toLine) });
}

/** The user after a JSON Merge Patch (RFC 7396). */
export function patchUser(before: User, patch: Schemas['UserPatch']): User {
  const { password: _password, lines, username, role, ...rest } = patch;
  // Whatever may be null may be absent.
  const left = Object.entries({ ...before, ...rest }).filter(([, value]) => value !== null);
  return withoutEmpty({
    ...(Object.fromEntries(left) as unknown as User),
    username: username ?? before.username,
    role: role ?? before.role,
    lines: lines?.map(toLine) ?? before.lines,
  });
}

/** The user without lists of texts that are empty. */
export function withoutEmpty<
  Lists extends Partial<Record<(typeof USER_LISTS)[number], readonly string[]>>,
>(user: Lists): Lists {
  const empty = USER_LISTS.filter((name) => user[name]?.length === 0);
  const left = Object.entries(user).filter(([name]) => !empty.some((one) => one === name));
  return Object.fromEntries(left) as Lists;
}

function toWireLine({ recording, ...line }: Line): Schemas['User']['lines'][number] {
  return { ...line, ...(recording === undefined ? {} : { recording: { ...recording } }) };
}

function toLine(line: Schemas['UserLine']): Line {
  const { deviceName, directoryNumber, recording } = line;
  const { monitorable = true, recordingMode = 'on-demand' } = line;
  return { deviceName, directoryNumber, monitorable, recordingMode, ...withRecording(recording) };
}
