import { isTricordError, type Recording, TricordError } from '@tricord/core';

/**
 * Does something with each recording, all at once. Those that refuse are left alone, as long as there
 * are others.
 * @returns what came of those that did not refuse; at least one.
 * @throws TricordError `recording-not-live` when there are no recordings; the refusal when all refuse;
 *   any other error.
 */
export async function eachThatMay<T>(
  recordings: readonly Recording[],
  command: (recording: Recording) => Promise<T>,
): Promise<readonly T[]> {
  let refusal: unknown = nothingLive();
  const results: T[] = [];
  await Promise.all(
    recordings.map(async (recording) => {
      try {
        results.push(await command(recording));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal = error;
      }
    }),
  );
  if (results.length === 0) throw refusal;
  return results;
}

/** The error of a command that finds nothing live. */
export function nothingLive(): TricordError {
  return new TricordError('recording-not-live', 'Nothing is being recorded there');
}

/** Whether the error is about one recording alone: also that somebody else has just stopped it. */
function isRefusal(error: unknown): boolean {
  return (
    isTricordError(error, 'line-not-monitorable') ||
    isTricordError(error, 'line-automatic') ||
    isTricordError(error, 'recording-not-found') ||
    isTricordError(error, 'recording-not-live')
  );
}
