import { type DirectoryEntry, type Line, OPTIONAL_USER_TEXTS, type User } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { withRecording } from './line-recording.ts';
import { API } from './links.ts';
import { toWireTime } from './time.ts';

type Schemas = components['schemas'];

/** Maps a user to this API, without the password. */
export function toWireUser(entry: DirectoryEntry): Schemas['User'] {
  const { user, hasPassword, readOnly, createdAt, updatedAt } = entry;
  return {
    ...user,
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
  const { password: _password, lines = [], role = 'recorder', ...texts } = body;
  return { username, ...texts, role, lines: lines.map(toLine) };
}

/** The user after a JSON Merge Patch (RFC 7396). */
export function patchUser(before: User, patch: Schemas['UserPatch']): User {
  const { password: _password, lines, username, role, ...texts } = patch;
  const kept = { ...before, ...texts };
  const gone = OPTIONAL_USER_TEXTS.filter((name) => kept[name] === null);
  const left = Object.entries(kept).filter(([name]) => !(gone as readonly string[]).includes(name));
  return {
    ...(Object.fromEntries(left) as unknown as User),
    username: username ?? before.username,
    role: role ?? before.role,
    lines: lines?.map(toLine) ?? before.lines,
  };
}

function toWireLine({ recording, ...line }: Line): Schemas['User']['lines'][number] {
  return { ...line, ...(recording === undefined ? {} : { recording: { ...recording } }) };
}

function toLine(line: Schemas['UserLine']): Line {
  const { deviceName, directoryNumber, recording } = line;
  const { monitorable = true, recordingMode = 'on-demand' } = line;
  return { deviceName, directoryNumber, monitorable, recordingMode, ...withRecording(recording) };
}
