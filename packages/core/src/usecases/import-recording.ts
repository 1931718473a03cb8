import type { ReceivedAudio } from '../ports/audio-imports.ts';
import { DEFAULT_SETTINGS, type Recording } from '../recording.ts';
import type { CallDetails } from '../session.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';

export interface ImportRecordingInput {
  readonly accountId: string;
  readonly call: CallDetails;
  /** When the call began, epoch milliseconds. */
  readonly startedAt: number;
  readonly note?: string;
  /** Who preserves it beyond the account's retention; undefined: nobody. */
  readonly preservingUsername?: string;
  /** Who uploads it. */
  readonly username?: string;
  /** The caller discards it. */
  readonly audio: ReceivedAudio;
}

/**
 * Creates a recording that is `done` at once, from audio that was recorded elsewhere. It is named by its id, and
 * its session id refers to no session.
 * @throws TricordError what {@link ReceivedAudio.store} throws.
 */
export async function importRecording(
  deps: Pick<CoreDeps, 'catalog' | 'media' | 'events' | 'clock' | 'ids'> & AuditDeps,
  { accountId, call, startedAt, note, preservingUsername, username, audio }: ImportRecordingInput,
): Promise<Recording> {
  const id = deps.ids.uuid();
  const media = await audio.store(id);
  const now = deps.clock.now();
  const { stereo: _unknown, ...settings } = DEFAULT_SETTINGS;
  const recording: Recording = {
    id,
    accountId,
    name: id,
    target: { kind: 'session', sessionId: deps.ids.uuid() },
    call,
    settings: { ...settings, channels: media.channels, sampleRateHz: media.sampleRateHz },
    origin: { via: 'upload', ...(username === undefined ? {} : { username }) },
    state: 'done',
    muted: false,
    createdAt: now,
    updatedAt: now,
    startedAt,
    pausedMs: 0,
    skippedMs: 0,
    endedAt: startedAt + Math.round(media.durationMs),
    media,
    ...(note === undefined ? {} : { note }),
    ...(note === undefined || username === undefined ? {} : { noteAuthor: username }),
    ...(preservingUsername === undefined ? {} : { preserved: true, preservingUsername }),
  };
  const event = { type: 'recording.finished', at: now, accountId, recording } as const;
  try {
    const audited = { accountId, action: 'recording.upload', recordingId: id } as const;
    const entry = auditEntry(deps, { ...audited, details: { bytes: media.bytes } });
    await deps.catalog.recordings.insert(recording, [event], entry);
  } catch (error) {
    await deps.media.delete(id);
    throw error;
  }
  deps.events.publish(event);
  return recording;
}
