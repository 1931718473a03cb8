import { TricordError } from './errors.ts';
import type { Recording } from './recording.ts';
import type { Transition } from './recording-transition.ts';

/**
 * Stands before everything that would destroy a recording or its audio.
 * @throws TricordError `recording-preserved` while somebody wants it kept.
 */
export function refusePreserved({ id, preserved }: Recording): void {
  if (preserved !== true) return;
  throw new TricordError(
    'recording-preserved',
    `Recording ${id} is preserved: release it before it can go`,
  );
}

/**
 * Keeps a change from replacing a preserved recording, which stays and keeps its name: one that becomes `done`
 * replaces nothing then, and is named by its id. For catalogs, in the transaction of the change.
 * @param replaced what the recording `replaces`, at that very moment, if it is there.
 */
export function sparePreserved(change: Transition, replaced: Recording | undefined): Transition {
  if (change.recording.state !== 'done' || replaced?.preserved !== true) return change;
  return {
    recording: apart(change.recording),
    events: change.events.map((event) => ({ ...event, recording: apart(event.recording) })),
  };
}

function apart({ replaces: _, append: _append, ...recording }: Recording): Recording {
  return { ...recording, name: recording.id };
}
