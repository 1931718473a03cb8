import type { Recording } from '../recording.ts';
import { checkRecordingEdit, type RecordingEdit } from '../recording-edit.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';
import { type MarkDeps, markRecording } from './mark-recording.ts';

/**
 * Changes the name, note or tags of a recording, live or ended. The audit entry is written in the same transaction; it
 * says what was changed, but not the note. An edit that changes nothing has neither an entry nor an event.
 * @throws TricordError `recording-not-found`; `recording-name-invalid`; `recording-name-taken` when a live or stored
 *   recording has the name; `invalid-argument` with parameter `note` or `tags`; `recorder-unavailable` while it is live
 *   and its recorder is.
 */
export async function changeRecording(
  deps: MarkDeps,
  accountId: string,
  ref: RecordingRef,
  edit: RecordingEdit,
): Promise<Recording> {
  checkRecordingEdit(edit);
  const found = await findRecording(deps, accountId, ref);
  const { name } = edit;
  const details = {
    changed: Object.keys(edit).sort().join(','),
    ...(name === undefined ? {} : { name: name ?? found.id }),
  };
  const { username } = deps.actor;
  const by = username === undefined ? {} : { author: username };
  return markRecording(deps, found, { type: 'edit', edit, ...by }, details);
}
