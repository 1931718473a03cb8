import { TricordError } from './errors.ts';
import type { Recording } from './recording.ts';

/**
 * Called before anything that would destroy a recording or its audio.
 * @throws TricordError `recording-preserved` while it is preserved.
 */
export function refusePreserved({ id, preserved }: Recording): void {
  if (preserved !== true) return;
  throw new TricordError(
    'recording-preserved',
    `Recording ${id} is preserved: release it before it can go`,
  );
}
