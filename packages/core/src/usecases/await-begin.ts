import { TricordError } from '../errors.ts';
import type { Recording } from '../recording.ts';
import { settleWithin } from '../settle-within.ts';
import type { CoreDeps } from './deps.ts';

/** How long a start waits for the recorder, milliseconds. */
const PATIENCE_MS = 2000;

/**
 * The recording that a start has queued, once it has begun and every list shows it so: for vendors who answer a
 * start by then. After two seconds it is answered as it is, `queued`.
 * @throws TricordError `internal` when it could not begin. It is `failed` then, and told so as any other.
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
