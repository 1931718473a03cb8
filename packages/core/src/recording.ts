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

/** Paused audio is left out, or kept as silence of the same length. */
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
  /** Which track is left in stereo; undefined when nobody knows, as of what was recorded elsewhere. */
  readonly stereo?: StereoOrder;
  /** Undefined: the rate of the session's first audio. */
  readonly sampleRateHz?: number;
  readonly maxDurationMs: number;
  readonly maxSilenceMs: number;
  /** The recording ends when its calls send nothing at all for so long. */
  readonly maxStallMs: number;
  /** DTMF digits that end the recording; empty: none does. */
  readonly terminateOn: string;
  /** Whether silence is cut from the finished recording's start and end. */
  readonly trimSilence: boolean;
  /** Whether the parties hear a beep when recording begins. */
  readonly beep: boolean;
  /** Whether it goes back to the start of the call, where the call's line has it kept. */
  readonly wholeCall: boolean;
  /** The name of the format in which the client asked to get it back; opaque to the core. */
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

/** Who began the recording, and how. */
export interface RecordingOrigin {
  /**
   * The dialect that it came in by, or `line` for automatic recording, `copy` for a copy, `upload` for
   * what was recorded elsewhere.
   */
  readonly via: string;
  readonly username?: string;
}

/** Whom the client that began a recording wants told of it. */
export interface DeliveryTarget {
  /** Names who makes the request of it: a kind of delivery that a dialect brings. */
  readonly kind: string;
  /** Absolute, http or https. */
  readonly url: string;
  /** What else was asked for, in the words of that kind; opaque to the core. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Why a recording began later than it should have: the process was too busy, the media store had no room, or
 * something else failed.
 */
export type MissedReason = 'overload' | 'no-space' | 'error';

/** What a recording missed before it began, though it should have been there. */
export interface MissedStart {
  readonly lengthMs: number;
  readonly reason: MissedReason;
}

/** A stretch that the capture missed. */
export interface Gap {
  /**
   * Where in the recording, milliseconds from its start. What is missing at its front, for a {@link MissedReason},
   * lies before the first sample and takes no time in the audio.
   */
  readonly offsetMs: number;
  readonly lengthMs: number;
  readonly expectedFrames: number;
  readonly receivedFrames: number;
  /** `late`: it arrived, but later than the recording waits for a track. */
  readonly reason: 'network' | 'late' | 'back-pressure' | 'crash' | MissedReason;
  readonly track?: TrackName;
}

/** What the recorder captured and the media store keeps, under the recording's id. */
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

/** Stored audio that was found not to be what was recorded. */
export interface NoticedDamage {
  readonly kind: MediaDamage;
  /** Epoch milliseconds. */
  readonly noticedAt: number;
}

/** What is kept of a session or conference. Times are epoch milliseconds. */
export interface Recording {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** Unique in the account among live recordings, and among stored ones. */
  readonly name: string;
  readonly target: RecordingTarget;
  /** The call as last described while it was recorded. */
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
  /** Begin of the present pause. */
  readonly pausedAt?: number;
  readonly pauseBehavior?: PauseBehavior;
  /** Total of the pauses that are over. */
  readonly pausedMs: number;
  /** The part of `pausedMs` that was left out of the audio. */
  readonly skippedMs: number;
  readonly endedAt?: number;
  readonly endReason?: EndReason;
  /** Why it failed, for people. */
  readonly cause?: string;
  readonly media?: CapturedMedia;
  /** What is wrong with its audio in the store, once anybody noticed; it is not served then. */
  readonly damage?: NoticedDamage;
  /** The stored recording of the same name that goes when this one is done. */
  readonly replaces?: string;
  /** Whether the audio of `replaces` comes before this one's. */
  readonly append?: boolean;
  /** What somebody wrote about it. */
  readonly note?: string;
  /** Whether it is kept beyond its account's retention. */
  readonly preserved?: boolean;
  /** Who said that it is to be kept. */
  readonly preservingUsername?: string;
}

/** Whether both record the same session or conference. */
export function sameTarget(a: RecordingTarget, b: RecordingTarget): boolean {
  return a.kind === 'session'
    ? b.kind === 'session' && a.sessionId === b.sessionId
    : b.kind === 'conference' && a.conferenceId === b.conferenceId;
}

/** When the call that was recorded began, as far as anybody knows: epoch milliseconds. */
export function callStartedAt({ startedAt, createdAt }: Recording): number {
  return startedAt ?? createdAt;
}

/** When a recording that is not live any more ended: epoch milliseconds. */
export function callEndedAt(recording: Recording): number {
  return recording.endedAt ?? callStartedAt(recording) + (recording.media?.durationMs ?? 0);
}

/** The number on our side of the call: as the call says, else the line's. */
export function localNumber({ call }: Recording): string | undefined {
  return call.local.phoneNumber ?? call.line.directoryNumber;
}

/** Whether the recorder still owns the recording. */
export function isLive(recording: Recording): boolean {
  return (LIVE_STATES as readonly RecordingState[]).includes(recording.state);
}

/**
 * Length of the audio in milliseconds: what was stored, or, while live, what the clock says has
 * been captured so far.
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
