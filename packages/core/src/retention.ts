import type { LineRef } from './session.ts';

/** How long the recordings of a line are kept: of a number, a device, or a number on a device. */
export interface RetentionRule extends LineRef {
  /** Days from the start of the call. */
  readonly maxAgeDays: number;
}

/** How long an account keeps recordings. */
export interface RetentionPolicy {
  /** Days from the start of the call; undefined: forever. */
  readonly maxAgeDays?: number;
  /** The first rule that matches the recording's line applies instead of the account's. */
  readonly lines: readonly RetentionRule[];
}

/** Keeps everything forever. */
export const NO_RETENTION: RetentionPolicy = { lines: [] };

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first rule that matches the line of a call. */
export function retentionRuleOf(policy: RetentionPolicy, on: LineRef): RetentionRule | undefined {
  return policy.lines.find(({ deviceName, directoryNumber }) => {
    const device = deviceName === undefined || deviceName === on.deviceName;
    return device && (directoryNumber === undefined || directoryNumber === on.directoryNumber);
  });
}

/** Recordings of calls that began before this have expired, epoch milliseconds. */
export function retentionCutoff(maxAgeDays: number, now: number): number {
  return now - maxAgeDays * DAY_MS;
}

/**
 * Whether a recording of that call would have expired.
 * @param startedAt epoch milliseconds.
 */
export function isOutsideRetention(
  policy: RetentionPolicy,
  call: { readonly line: LineRef },
  startedAt: number,
  now: number,
): boolean {
  const { maxAgeDays } = retentionRuleOf(policy, call.line) ?? policy;
  return maxAgeDays !== undefined && startedAt < retentionCutoff(maxAgeDays, now);
}
