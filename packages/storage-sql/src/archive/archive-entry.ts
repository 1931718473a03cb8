import { callEndedAt, callStartedAt, type Recording } from '@tricord/core';
import { dayOf } from './archive-days.ts';
import { type ArchiveGroup, groupsOf } from './archive-groups.ts';

/** What the archive keeps of a recording. Instants are whole epoch milliseconds. */
export interface ArchiveEntry {
  readonly groups: readonly ArchiveGroup[];
  readonly startedAt: number;
  /** The day on which it is counted. */
  readonly day: number;
  readonly endedAt: number;
  readonly remoteNumber: string | undefined;
}

/** Undefined unless the recording is done: the archive has nothing else. */
export function archiveEntryOf(recording: Recording): ArchiveEntry | undefined {
  if (recording.state !== 'done') return undefined;
  const startedAt = Math.floor(callStartedAt(recording));
  return {
    groups: groupsOf(recording),
    startedAt,
    day: dayOf(startedAt),
    endedAt: Math.floor(callEndedAt(recording)),
    remoteNumber: recording.call.remote.phoneNumber,
  };
}
