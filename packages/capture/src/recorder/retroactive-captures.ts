import type { Clock, MissedReason, MissedStart, RecordingSettings } from '@tricord/core';
import type { Logger } from 'pino';
import { Backoff } from '../backoff.ts';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import type { Admission } from './admission/admission.ts';
import { RecordingAudio } from './audio/recording-audio.ts';
import type { RecordingAudioListener } from './audio/recording-output.ts';
import { epochOf } from './epoch-of.ts';
import type { LiveFile } from './files/live-file.ts';
import { keptPath } from './files/live-folder.ts';
import { missedReason } from './missed-reason.ts';

export interface RetroactiveCapturesDeps {
  readonly clock: Clock;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  readonly admission: Admission;
  /** Folder of the live files. */
  readonly folder: string;
  readonly makeLiveFile: (path: string) => LiveFile;
  /** Whether the recorder accepts new work. */
  readonly isOpen: () => boolean;
}

const NOT_STARTED = 'could not be started yet';
/** How long to wait before trying to capture a session again. */
const RETRY = { firstMs: 1000, maxMs: 60_000 };

/** The capture of one session. */
interface Capture {
  readonly session: LiveSession;
  readonly settings: RecordingSettings;
  /** When it should have begun, monotonic milliseconds. */
  readonly sinceMs: number;
  /** Undefined while the session cannot be captured. */
  audio?: RecordingAudio | undefined;
  /** When its audio begins, epoch milliseconds. */
  startedAt?: number | undefined;
  /** Why the audio began late, or why there is none. */
  reason?: MissedReason;
  missed?: MissedStart | undefined;
  readonly backoff: Backoff;
  /** Monotonic milliseconds. */
  retryAtMs: number;
}

/** What has been captured so far, to be continued by a recording of the whole call. */
export type RetroactiveCapture = Readonly<
  Pick<Capture, 'session' | 'settings' | 'audio' | 'startedAt' | 'missed'>
>;

/**
 * Captures sessions from their start, so that a client that asks for a recording later gets the whole call. These
 * captures are not in the catalog and not visible to clients; unused ones are deleted when the session ends, or at the
 * next start after a crash. A failed capture is retried until the session ends.
 */
export class RetroactiveCaptures {
  readonly #deps: RetroactiveCapturesDeps;
  readonly #captures = new Map<LiveSession, Capture>();
  readonly #listener: RecordingAudioListener;
  #isClosed = false;

  constructor(deps: RetroactiveCapturesDeps) {
    const { admission, metrics } = deps;
    this.#deps = deps;
    this.#listener = {
      onLimit: () => undefined,
      onGap: (lengthMs, reason) => metrics.gapSeconds.inc({ reason }, lengthMs / 1000),
      onDropped: (lengthMs) => admission.dropped(lengthMs),
    };
  }

  /**
   * Starts capturing a session as soon as possible.
   * @param sinceMs when the capture should have begun, monotonic milliseconds.
   */
  keep(session: LiveSession, settings: RecordingSettings, sinceMs: number): void {
    if (this.#captures.has(session)) return;
    const capture = { session, settings, sinceMs, backoff: new Backoff(RETRY), retryAtMs: sinceMs };
    this.#captures.set(session, capture);
    this.#capture(capture);
  }

  /** Hands the capture of a session over to a recording. Undefined when there is none. */
  take(session: LiveSession): RetroactiveCapture | undefined {
    const capture = this.#captures.get(session);
    if (capture === undefined) return undefined;
    this.#captures.delete(session);
    if (capture.audio === undefined) capture.missed = this.#missed(capture);
    this.#count();
    return capture;
  }

  /**
   * Takes back a capture whose recording could not begin.
   * @param moved resolves when its file has the recording's name. Never rejects itself.
   */
  async giveBack(kept: RetroactiveCapture, moved: Promise<void>): Promise<void> {
    const capture = kept as Capture;
    const { audio, session } = capture;
    let failure: unknown;
    if (audio !== undefined) {
      audio.handOver(capture.settings, this.#listener);
      try {
        await moved;
        await audio.file.moveTo(keptPath(this.#deps.folder, session.session.accountId, session.id));
      } catch (error) {
        failure = error;
      }
    }
    // Not checked earlier, or the file would be deleted under its old name.
    const isOver =
      this.#isClosed || this.#deps.sessions.get(session.session.accountId, session.id) !== session;
    if (isOver) return this.#delete(capture);
    this.#captures.set(session, capture);
    if (failure !== undefined) await this.#fail(capture, failure);
  }

  /** Deletes the capture of a session. Never rejects. */
  async discard(session: LiveSession): Promise<void> {
    const capture = this.take(session);
    if (capture !== undefined) await this.#delete(capture);
  }

  /** Writes audio that is complete, and retries failed captures that are due. Call it periodically. */
  tick(): void {
    const now = this.#deps.clock.monotonicMs();
    for (const capture of this.#captures.values()) {
      if (capture.audio !== undefined) capture.audio.tick();
      else if (now >= capture.retryAtMs) this.#capture(capture);
    }
  }

  /** Runs `work` on the file of each capture; a capture for which it fails starts over. Never rejects. */
  async forEachFile(work: (audio: RecordingAudio) => Promise<void>): Promise<void> {
    await Promise.all(
      [...this.#captures.values()].map(async (capture) => {
        const { audio } = capture;
        if (audio === undefined) return;
        await work(audio).catch((error: unknown) => this.#fail(capture, error));
      }),
    );
  }

  /** Discards all captures. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const captures = [...this.#captures.values()];
    this.#captures.clear();
    await Promise.all(captures.map((capture) => this.#delete(capture)));
  }

  #capture(capture: Capture): void {
    const { admission, clock, folder, isOpen, makeLiveFile } = this.#deps;
    // Load is no reason to refuse: no client would ask again.
    if (!isOpen() || !admission.hasSpace) {
      this.#retry(capture, isOpen() ? 'no-space' : 'error');
      return;
    }
    const { session, settings } = capture;
    const file = makeLiveFile(keptPath(folder, session.session.accountId, session.id));
    const now = () => clock.monotonicMs();
    const beganMs = session.isHeard ? now() : session.sinceMs;
    const audio = new RecordingAudio({ settings, file, listener: this.#listener, now, beganMs });
    capture.missed = session.isHeard ? this.#missed(capture) : undefined;
    capture.audio = audio;
    capture.startedAt = epochOf(clock, beganMs);
    this.#count();
    audio.join(session);
    file.open().then(
      () => capture.backoff.reset(),
      (error: unknown) => this.#fail(capture, error),
    );
  }

  /** What has been missed so far, if the capture began late. */
  #missed({ reason, sinceMs }: Capture): MissedStart | undefined {
    if (reason === undefined) return undefined;
    return { lengthMs: this.#deps.clock.monotonicMs() - sinceMs, reason };
  }

  /** Deletes the audio, and retries later: there may be space again. */
  async #fail(capture: Capture, error: unknown): Promise<void> {
    const { audio } = capture;
    if (audio === undefined || this.#captures.get(capture.session) !== capture) return;
    capture.audio = undefined;
    capture.startedAt = undefined;
    const reason = missedReason(error);
    const text = audio.file.isCreated ? 'failed, to be started again' : NOT_STARTED;
    // Before the deletion, during which a recording may take the capture.
    this.#setReason(capture, reason, text, error);
    capture.retryAtMs = Number.POSITIVE_INFINITY;
    await this.#delete({ ...capture, audio });
    this.#retry(capture, reason);
  }

  #retry(capture: Capture, reason: MissedReason): void {
    this.#setReason(capture, reason, NOT_STARTED);
    capture.retryAtMs = this.#deps.clock.monotonicMs() + capture.backoff.next();
    this.#count();
  }

  #setReason(capture: Capture, reason: MissedReason, text: string, error?: unknown): void {
    // Logged once: retries may go on for hours.
    if (capture.reason === undefined) {
      const facts = { err: error, session: capture.session.id, reason };
      this.#deps.logger.warn(facts, `retroactive capture ${text}`);
    }
    capture.reason = reason;
  }

  /** Never rejects. */
  async #delete({ session, audio }: RetroactiveCapture): Promise<void> {
    await audio?.discard().catch((error: unknown) => {
      this.#deps.logger.error(
        { err: error, session: session.id },
        'retroactive capture could not be deleted',
      );
    });
  }

  #count(): void {
    const waiting = [...this.#captures.values()].filter(({ audio }) => audio === undefined);
    this.#deps.metrics.callsWaiting.set({ mode: 'live-keep' }, waiting.length);
  }
}
