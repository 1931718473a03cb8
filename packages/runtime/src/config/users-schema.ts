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

/** A person who owns lines; without a password, a user cannot log in. */
export const user = z.strictObject({
  username,
  password: secret.exactOptional(),
  numericUserId: text.exactOptional(),
  firstName: text.exactOptional(),
  lastName: text.exactOptional(),
  group: text.exactOptional(),
  department: text.exactOptional(),
  role: z.enum(['recorder', 'reader', 'manager']).default('recorder'),
  lines: z.array(line).default([]),
});
