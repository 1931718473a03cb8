import { TricordError } from './errors.ts';
import type { RecordingEvent, RecordingEventType } from './events.ts';
import { refusePreserved } from './preserved.ts';
import {
  type CapturedMedia,
  type EndReason,
  isLive,
  type PauseBehavior,
  type Recording,
} from './recording.ts';
import { editRecording, type RecordingEdit } from './recording-edit.ts';

export type RecordingCommand =
  /** `startedAt`: when the audio began, if that was before the command. */
  | { readonly type: 'begin'; readonly startedAt?: number }
  | { readonly type: 'pause'; readonly behavior: PauseBehavior }
  | { readonly type: 'resume' }
  | { readonly type: 'mute' }
  | { readonly type: 'unmute' }
  | { readonly type: 'stop'; readonly reason: EndReason }
  | { readonly type: 'discard' }
  /** `username`: who preserves it, if known. */
  | { readonly type: 'preserve'; readonly username?: string }
  | { readonly type: 'release' }
  /** `author`: who edits it, if known. */
  | { readonly type: 'edit'; readonly edit: RecordingEdit; readonly author?: string }
  | { readonly type: 'complete'; readonly media: CapturedMedia }
  | { readonly type: 'fail'; readonly cause: string; readonly media?: CapturedMedia };

/** The recording after a command, and what happened. No event: the command changed nothing. */
export interface Transition {
  readonly recording: Recording;
  readonly events: readonly RecordingEvent[];
}

/**
 * Applies one command to a recording. The only place where a recording's state changes.
 *
 *     queued → recording ⇄ paused → finishing → done
 *        │         │          │          └────→ failed
 *        └─────────┴──────────┴──────────────→ canceled
 *
 * Repeating a command (a second pause, mute, stop) changes nothing and has no event. Preserving is possible in every
 * state but `canceled`, releasing and editing in every state.
 * @throws TricordError `recording-not-live` when the state does not allow the command; `recording-preserved`
 *   when a preserved recording would be discarded.
 */
export function transition(
  recording: Recording,
  command: RecordingCommand,
  now: number,
): Transition {
  switch (command.type) {
    case 'begin':
      if (recording.state !== 'queued') throw notLive(recording, command);
      return changed(
        recording,
        { state: 'recording', startedAt: command.startedAt ?? now },
        'recording.started',
        now,
      );
    case 'pause':
      if (recording.state === 'paused') return unchanged(recording);
      if (recording.state !== 'recording') throw notLive(recording, command);
      return changed(
        recording,
        { state: 'paused', pausedAt: now, pauseBehavior: command.behavior },
        'recording.paused',
        now,
      );
    case 'resume':
      if (recording.state === 'recording') return unchanged(recording);
      if (recording.state !== 'paused') throw notLive(recording, command);
      return changed(endPause(recording, now), { state: 'recording' }, 'recording.resumed', now);
    case 'mute':
    case 'unmute':
      return setMuted(recording, command, now);
    case 'stop':
    case 'discard':
      return end(recording, command, now);
    case 'preserve':
    case 'release':
      return setPreserved(recording, command, now);
    case 'edit':
      return edit(recording, command, now);
    case 'complete':
    case 'fail':
      return settle(recording, command, now);
  }
}

/**
 * Keeps a change from replacing a preserved recording: that one stays and keeps its name, and the recording that
 * becomes `done` replaces nothing and is named by its id. For catalogs, in the transaction of the change.
 * @param replaced the recording that is about to be replaced, read in that transaction; undefined if there is none.
 */
export function sparePreserved(change: Transition, replaced: Recording | undefined): Transition {
  if (change.recording.state !== 'done' || replaced?.preserved !== true) return change;
  return {
    recording: withoutReplacing(change.recording),
    events: change.events.map((event) => ({
      ...event,
      recording: withoutReplacing(event.recording),
    })),
  };
}

function withoutReplacing({ replaces: _, append: _append, ...recording }: Recording): Recording {
  return { ...recording, name: recording.id };
}

function setMuted(
  recording: Recording,
  command: Extract<RecordingCommand, { type: 'mute' | 'unmute' }>,
  now: number,
): Transition {
  if (recording.state !== 'recording' && recording.state !== 'paused') {
    throw notLive(recording, command);
  }
  const muted = command.type === 'mute';
  if (recording.muted === muted) return unchanged(recording);
  return changed(recording, { muted }, muted ? 'recording.muted' : 'recording.unmuted', now);
}

function end(
  recording: Recording,
  command: Extract<RecordingCommand, { type: 'stop' | 'discard' }>,
  now: number,
): Transition {
  if (command.type === 'stop' && recording.state === 'finishing') return unchanged(recording);
  if (!isLive(recording) || recording.state === 'finishing') throw notLive(recording, command);
  if (command.type === 'discard') refusePreserved(recording);
  const closed = { ...endPause(recording, now), endedAt: now };
  return command.type === 'stop'
    ? changed(closed, { state: 'finishing', endReason: command.reason }, 'recording.finishing', now)
    : changed(closed, { state: 'canceled' }, 'recording.canceled', now);
}

function setPreserved(
  recording: Recording,
  command: Extract<RecordingCommand, { type: 'preserve' | 'release' }>,
  now: number,
): Transition {
  if (command.type === 'preserve' && recording.state === 'canceled') {
    throw notLive(recording, command);
  }
  if ((recording.preserved ?? false) === (command.type === 'preserve')) return unchanged(recording);
  const { preserved: _, preservingUsername: _by, ...bare } = recording;
  if (command.type === 'release') return changed(bare, {}, 'recording.released', now);
  const { username } = command;
  const by = username === undefined ? {} : { preservingUsername: username };
  return changed(bare, { preserved: true, ...by }, 'recording.preserved', now);
}

function edit(
  recording: Recording,
  command: Extract<RecordingCommand, { type: 'edit' }>,
  now: number,
): Transition {
  const edited = editRecording(recording, command.edit, command.author);
  return edited === recording
    ? unchanged(recording)
    : changed(edited, {}, 'recording.updated', now);
}

function settle(
  recording: Recording,
  command: Extract<RecordingCommand, { type: 'complete' | 'fail' }>,
  now: number,
): Transition {
  if (command.type === 'complete') {
    if (recording.state !== 'finishing') throw notLive(recording, command);
    return changed(recording, { state: 'done', media: command.media }, 'recording.finished', now);
  }
  if (!isLive(recording)) throw notLive(recording, command);
  const { cause, media } = command;
  return changed(
    { ...endPause(recording, now), endedAt: recording.endedAt ?? now },
    { state: 'failed', cause, ...(media === undefined ? {} : { media }) },
    'recording.failed',
    now,
  );
}

function endPause(recording: Recording, now: number): Recording {
  const { pausedAt, ...rest } = recording;
  if (pausedAt === undefined) return recording;
  const pausedMs = now - pausedAt;
  return {
    ...rest,
    pausedMs: rest.pausedMs + pausedMs,
    skippedMs: rest.skippedMs + (rest.pauseBehavior === 'skip' ? pausedMs : 0),
  };
}

function changed(
  recording: Recording,
  change: Partial<Recording>,
  type: RecordingEventType,
  now: number,
): Transition {
  const next = { ...recording, ...change, updatedAt: now };
  return {
    recording: next,
    events: [{ type, at: now, accountId: next.accountId, recording: next }],
  };
}

function unchanged(recording: Recording): Transition {
  return { recording, events: [] };
}

function notLive(recording: Recording, command: RecordingCommand): TricordError {
  return new TricordError(
    'recording-not-live',
    `Cannot ${command.type} recording ${recording.id}: it is ${recording.state}`,
    { details: { state: recording.state } },
  );
}
