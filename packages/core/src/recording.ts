import type { MediaDamage } from './media-damage.ts';
import type { CallDetails, TrackName } from './session.ts';

export type RecordingState =
  | 'queued'
  | 'recording'
  | 'paused'
  | 'finishing'
  | 'done'
  | 'failed'
  | 'canceled';

/** States in which the recorder owns the recording. */
export const LIVE_STATES = ['queued', 'recording', 'paused', 'finishing'] as const;

/** Paused audio is left out, or replaced with silence of the same length. */
export type PauseBehavior = 'skip' | 'silence';

/** What ended the capture. */
export type EndReason =
  | 'requested'
  | 'hangup'
  | 'max-duration'
  | 'max-silence'
  | 'dtmf'
  | 'stalled'
  | 'shutdown'
  | 'interrupted';

export type RecordingTarget =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'conference'; readonly conferenceId: string };

/** Which side of the call is in the left channel of a stereo recording. */
export type StereoOrder = 'remote-left' | 'local-left';

/** How the audio is captured. Durations are milliseconds; 0 means no limit. */
export interface RecordingSettings {
  /** 1: both tracks mixed; 2: one to a channel. A conference is always mixed. */
  readonly channels: 1 | 2;
  readonly track: 'both' | TrackName;
  /** Which track is in the left channel; undefined when unknown, as for audio recorded elsewhere. */
  readonly stereo?: StereoOrder;
  /** Undefined: the rate of the session's first audio. */
  readonly sampleRateHz?: number;
  readonly maxDurationMs: number;
  readonly maxSilenceMs: number;
  /** The recording ends when its sessions send nothing at all for this long. */
  readonly maxStallMs: number;
  /** DTMF digits that end the recording; empty: none does. */
  readonly terminateOn: string;
  /** Whether silence is trimmed from the start and end of the recording. */
  readonly trimSilence: boolean;
  /** Whether the parties hear a beep when recording begins. */
  readonly beep: boolean;
  /** Whether it includes the call from its start, if that was captured. */
  readonly wholeCall: boolean;
  /** The name of the format that the client asked for; opaque to the core. */
  readonly requestedFormat?: string;
}

export const DEFAULT_SETTINGS: RecordingSettings = {
  channels: 1,
  track: 'both',
  stereo: 'remote-left',
  maxDurationMs: 0,
  maxSilenceMs: 0,
  maxStallMs: 0,
  terminateOn: '',
  trimSilence: false,
  beep: false,
  wholeCall: false,
};

/** Who started the recording, and how. */
export interface RecordingOrigin {
  /**
   * The dialect of the request, or `line` for automatic recording, `copy` for a copy, `upload` for audio that was
   * recorded elsewhere.
   */
  readonly via: string;
  readonly username?: string;
}

/** A receiver that the client who started a recording wants to be notified about it. */
export interface DeliveryTarget {
  /** The kind of delivery, which a dialect defines. */
  readonly kind: string;
  /** Absolute, http or https. */
  readonly url: string;
  /** Further options of that kind of delivery; opaque to the core. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Why a recording began later than it should have: the process was too busy, the media store had no room, or
 * something else failed.
 */
export type MissedReason = 'overload' | 'no-space' | 'error';

/** Audio that a recording missed because it began late. */
export interface MissedStart {
  readonly lengthMs: number;
  readonly reason: MissedReason;
}

/** A stretch of audio that was not captured. */
export interface Gap {
  /**
   * Offset from the start of the recording, milliseconds. A gap at its start, with a {@link MissedReason}, comes
   * before the first sample and has no length in the audio.
   */
  readonly offsetMs: number;
  readonly lengthMs: number;
  readonly expectedFrames: number;
  readonly receivedFrames: number;
  /** `late`: the audio arrived later than the recording waits for a track. */
  readonly reason: 'network' | 'late' | 'back-pressure' | 'crash' | MissedReason;
  readonly track?: TrackName;
}

/** The captured audio, which the media store keeps under the recording's id. */
export interface CapturedMedia {
  /** Length of the audio. */
  readonly durationMs: number;
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  readonly bytes: number;
  /** SHA-256 of the stored bytes, hex. */
  readonly sha256: string;
  readonly gaps: readonly Gap[];
  /** Only measured when the recording had a silence limit. */
  readonly talkingMs?: number;
  readonly silenceMs?: number;
}

/** Damage that was found in stored audio. */
export interface NoticedDamage {
  readonly kind: MediaDamage;
  /** Epoch milliseconds. */
  readonly noticedAt: number;
}

/** A recording of a session or conference. Times are epoch milliseconds. */
export interface Recording {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** Unique in the account among live recordings, and among stored ones. */
  readonly name: string;
  readonly target: RecordingTarget;
  /** The call, as last described during the recording. */
  readonly call: CallDetails;
  readonly settings: RecordingSettings;
  readonly origin: RecordingOrigin;
  readonly notify?: DeliveryTarget;
  readonly state: RecordingState;
  readonly muted: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly startedAt?: number;
  /** Becomes the first entry of the gap map. */
  readonly missed?: MissedStart;
  /** When the current pause began. */
  readonly pausedAt?: number;
  readonly pauseBehavior?: PauseBehavior;
  /** Total length of pauses that have ended. */
  readonly pausedMs: number;
  /** The part of `pausedMs` that was left out of the audio. */
  readonly skippedMs: number;
  readonly endedAt?: number;
  readonly endReason?: EndReason;
  /** Why it failed, for people. */
  readonly cause?: string;
  readonly media?: CapturedMedia;
  /** Damage of the stored audio, once found; the audio is not served then. */
  readonly damage?: NoticedDamage;
  /** The stored recording of the same name that is deleted when this one is done. */
  readonly replaces?: string;
  /** Whether the audio of `replaces` is prepended. */
  readonly append?: boolean;
  /** A note by a user. */
  readonly note?: string;
  /** Who wrote the note, if known: the name of a user or a key. */
  readonly noteAuthor?: string;
  /** Labels that users gave it, in their order; no label twice, and absent instead of empty. */
  readonly tags?: readonly string[];
  /** Whether it is exempt from retention and cannot be deleted. */
  readonly preserved?: boolean;
  /** Who preserved it. */
  readonly preservingUsername?: string;
}

/** Whether both record the same session or conference. */
export function sameTarget(a: RecordingTarget, b: RecordingTarget): boolean {
  return a.kind === 'session'
    ? b.kind === 'session' && a.sessionId === b.sessionId
    : b.kind === 'conference' && a.conferenceId === b.conferenceId;
}

/** When the recorded call began, as far as known: epoch milliseconds. */
export function callStartedAt({ startedAt, createdAt }: Recording): number {
  return startedAt ?? createdAt;
}

/** When a recording that is no longer live ended: epoch milliseconds. */
export function callEndedAt(recording: Recording): number {
  return recording.endedAt ?? callStartedAt(recording) + (recording.media?.durationMs ?? 0);
}

/** The number of the local party: the call's, else the line's. */
export function localNumber({ call }: Recording): string | undefined {
  return call.local.phoneNumber ?? call.line.directoryNumber;
}

/** Whether the recorder still owns the recording. */
export function isLive(recording: Recording): boolean {
  return (LIVE_STATES as readonly RecordingState[]).includes(recording.state);
}

/**
 * Length of the audio in milliseconds: that of the stored audio, or, while live, what has been captured so far by
 * the clock.
 */
export function durationMs(recording: Recording, now: number): number {
  if (recording.media !== undefined) return recording.media.durationMs;
  if (recording.startedAt === undefined) return 0;
  const until = recording.endedAt ?? now;
  const skippedNow =
    recording.pausedAt !== undefined && recording.pauseBehavior === 'skip'
      ? until - recording.pausedAt
      : 0;
  return Math.max(0, until - recording.startedAt - recording.skippedMs - skippedNow);
}
