import { isEmail, LIST_SEPARATOR, MAX_ITEMS_OF_USER } from '@tricord/core';
import { secret, text, username } from '@tricord/http-kit';
import { z } from 'zod';

/** How the calls of an automatically recorded line are captured. */
const lineRecording = z.strictObject({
  channels: z.literal([1, 2]).default(1),
  beep: z.boolean().default(false),
  /** 0: no limit. */
  maxDurationMs: z.int().min(0).default(0),
});

const line = z.strictObject({
  deviceName: text,
  directoryNumber: text,
  monitorable: z.boolean().default(true),
  recordingMode: z.enum(['automatic', 'on-demand', 'live-keep']).default('on-demand'),
  recording: lineRecording.prefault({}),
});

/** An item of a list of a user, and the group that such an item may name. */
const item = text.refine(
  (value) => !value.includes(LIST_SEPARATOR),
  `must not contain ${LIST_SEPARATOR}`,
);
const items = z.array(item).max(MAX_ITEMS_OF_USER).exactOptional();

/** A person who owns lines; without a password, a user cannot log in. */
export const user = z.strictObject({
  username,
  password: secret.exactOptional(),
  /** The name by which the PBX knows the user. */
  pbxUsername: text.exactOptional(),
  numericUserId: text.exactOptional(),
  numericPartitionId: text.exactOptional(),
  firstName: text.exactOptional(),
  lastName: text.exactOptional(),
  email: text.refine(isEmail, 'must be a mail address').exactOptional(),
  /** Whether the user is mailed of new recordings, with a link to the audio or with the audio. */
  mail: z.enum(['none', 'link', 'file']).exactOptional(),
  group: item.exactOptional(),
  supervisedGroups: items,
  department: text.exactOptional(),
  /** Public numbers of the first line. */
  aliasNumbers: items,
  role: z.enum(['recorder', 'reader', 'manager']).default('recorder'),
  lines: z.array(line).default([]),
});
