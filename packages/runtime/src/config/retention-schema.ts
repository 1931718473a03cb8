import { z } from 'zod';

const text = z.string().min(1);
const days = z.int().min(1).max(36_500);

/** How long an account keeps recordings. */
export const retention = z.strictObject({
  /** Counted from the start of the call; recordings are kept forever if not set. */
  maxAgeDays: days.exactOptional(),
  /** Lines whose recordings are kept longer or shorter; the first that matches applies. */
  lines: z
    .array(
      z
        .strictObject({
          directoryNumber: text.exactOptional(),
          deviceName: text.exactOptional(),
          maxAgeDays: days,
        })
        .refine(
          ({ directoryNumber, deviceName }) => (directoryNumber ?? deviceName) !== undefined,
          'must name a directoryNumber, a deviceName, or both',
        ),
    )
    .default([]),
  /** Sessions that have ended, once no recording is of them. */
  sessionDays: days.default(30),
  /** Sessions that were announced and never came. */
  expectedHours: z.int().min(1).max(36_500).default(24),
});
