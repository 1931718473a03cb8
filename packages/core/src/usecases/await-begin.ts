import { TricordError } from '../errors.ts';
import type { Recording } from '../recording.ts';
import { settleWithin } from '../settle-within.ts';
import type { CoreDeps } from './deps.ts';

/** How long a start waits for the recorder, milliseconds. */
const PATIENCE_MS = 2000;

/**
 * Waits until a queued recording has begun and lists show it as such, for vendors that respond to a start only then.
 * After two seconds, returns it as it is, `queued`.
 * @throws TricordError `internal` when it could not begin; it is `failed` then.
 */
export async function awaitBegin(
  { recorder, clock }: Pick<CoreDeps, 'recorder' | 'clock'>,
  queued: Recording,
): Promise<Recording> {
  const { accountId, id } = queued;
  const begun = await settleWithin(clock, PATIENCE_MS, recorder.begun(accountId, id));
  if (begun?.state === 'failed' && begun.startedAt === undefined) {
    throw new TricordError('internal', `Recording ${id} could not begin: ${begun.cause}`);
  }
  return begun ?? queued;
}
