import { refusal } from '../errors.ts';

/** The cause of normal call clearing (ITU-T Q.850). */
export const NORMAL_CLEARING = 16;

/** ARI's reasons for a hang-up, each with its cause (ITU-T Q.850) and Asterisk's text. */
const REASONS: ReadonlyMap<string, readonly [cause: number, text: string]> = new Map([
  ['normal', [NORMAL_CLEARING, 'Normal Clearing']],
  ['busy', [17, 'User busy']],
  ['congestion', [34, 'Circuit/channel congestion']],
  ['no_answer', [19, 'User alerting, no answer']],
  ['timeout', [18, 'No user responding']],
  ['rejected', [21, 'Call Rejected']],
  ['unallocated', [1, 'Unallocated (unassigned) number']],
  ['normal_unspecified', [31, 'Normal, unspecified']],
  ['number_incomplete', [28, 'Invalid number format']],
  ['codec_mismatch', [58, 'Bearer capability not available']],
  ['interworking', [127, 'Interworking, unspecified']],
  ['failure', [38, 'Network out of order']],
  ['answered_elsewhere', [26, 'Answered elsewhere']],
]);

const TEXTS: ReadonlyMap<number, string> = new Map(REASONS.values());

const MAX_INT = 2 ** 31 - 1;

/**
 * The cause of a hang-up request, from a reason (case-sensitive) or a number, of which only the start must be digits.
 * @throws TricordError with ARI's message for an invalid one.
 */
export function toHangupCause(given: { reason?: string; reason_code?: string }): number {
  const { reason, reason_code: code } = given;
  if (reason !== undefined && code !== undefined) {
    throw refusal(400, "The reason and reason_code can't both be specified");
  }
  if (code !== undefined) {
    const cause = Number.parseInt(code, 10);
    if (Number.isNaN(cause)) throw refusal(400, 'Invalid reason for hangup reason code provided');
    return Math.max(-MAX_INT, Math.min(MAX_INT, cause));
  }
  const named = REASONS.get(reason ?? 'normal');
  if (named === undefined) throw refusal(400, 'Invalid reason for hangup reason provided');
  return named[0];
}

/** The text of a cause. */
export function hangupCauseText(cause: number): string {
  return TEXTS.get(cause) ?? 'Unknown';
}
