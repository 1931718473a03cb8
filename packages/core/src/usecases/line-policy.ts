import type { LineRecording, RecordingMode } from '../account.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecordingOrigin } from '../recording.ts';
import type { CallDetails } from '../session.ts';
import { meantOwners } from './call-users.ts';

/** How the line of a session is to be recorded. */
export interface LinePolicy {
  readonly mode: RecordingMode;
  readonly settings: LineRecording;
}

const STRICTEST_FIRST: readonly RecordingMode[] = ['automatic', 'live-keep', 'on-demand'];

/**
 * The policy for a session, which may match several lines: the strictest of their modes and, where lines with that
 * mode differ, the settings that record more.
 */
export async function linePolicy(
  directory: Directory,
  accountId: string,
  { line, ...call }: CallDetails,
): Promise<LinePolicy> {
  const owned = await directory.lines(accountId, line);
  const ref = call.username === undefined ? call : { username: call.username };
  const lines = meantOwners(owned, ref).map((entry) => entry.line);
  const mode = STRICTEST_FIRST.find((one) => lines.some((each) => each.recordingMode === one));
  const decisive = lines.filter(({ recordingMode }) => recordingMode === mode);
  const [first = {}, ...others] = decisive.map(({ recording }) => recording ?? {});
  return { mode: mode ?? 'on-demand', settings: others.reduce(recordingMore, first) };
}

/** The origin of a recording that the call's line started. */
export function lineOrigin({ username }: CallDetails): RecordingOrigin {
  return { via: 'line', ...(username === undefined ? {} : { username }) };
}

function recordingMore(a: LineRecording, b: LineRecording): LineRecording {
  const limits = [a.maxDurationMs ?? 0, b.maxDurationMs ?? 0];
  return {
    channels: a.channels === 2 || b.channels === 2 ? 2 : 1,
    beep: a.beep === true || b.beep === true,
    // 0 means no limit.
    maxDurationMs: limits.includes(0) ? 0 : Math.max(...limits),
  };
}
