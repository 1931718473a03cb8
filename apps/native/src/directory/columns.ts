import {
  type LineRecording,
  MAX_USER_TEXT,
  OPTIONAL_USER_TEXTS,
  type RecordingMode,
  USER_LISTS,
  type UserMail,
  type UserRole,
} from '@tricord/core';

/** The columns of a user, which must be the same in all of the user's rows. */
export const USER_COLUMNS = [
  'username',
  ...OPTIONAL_USER_TEXTS,
  'mail',
  ...USER_LISTS,
  'role',
  'password',
] as const;

/** How a line's calls are captured: the columns for the properties of its `recording`. */
export const RECORDING_COLUMNS = {
  channels: 'recordingChannels',
  beep: 'recordingBeep',
  maxDurationMs: 'recordingMaxDurationMs',
} as const satisfies Record<keyof LineRecording, string>;

/** What is known of one of a user's lines. */
export const LINE_COLUMNS = [
  'deviceName',
  'directoryNumber',
  'monitorable',
  'recordingMode',
  RECORDING_COLUMNS.channels,
  RECORDING_COLUMNS.beep,
  RECORDING_COLUMNS.maxDurationMs,
] as const;

export const COLUMNS = [...USER_COLUMNS, ...LINE_COLUMNS] as const;

export type Column = (typeof COLUMNS)[number];

export const ROLES: readonly UserRole[] = ['recorder', 'reader', 'manager'];
export const MAILS: readonly UserMail[] = ['none', 'link', 'file'];
export const MODES: readonly RecordingMode[] = ['automatic', 'on-demand', 'live-keep'];

/** Maximum length of a password, in UTF-16 code units. */
export const MAX_PASSWORD = MAX_USER_TEXT;
