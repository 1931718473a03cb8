import type { Clock, MissedReason, MissedStart, RecordingSettings } from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import type { Admission } from './admission/admission.ts';
import { RecordingAudio } from './audio/recording-audio.ts';
import type { RecordingAudioListener } from './audio/recording-output.ts';
import type { LiveFile } from './files/live-file.ts';
import { keptPath } from './files/live-folder.ts';
import { Backoff } from './lines/retry.ts';
import { missedReason } from './missed-reason.ts';

export interface KeptCallsDeps {
  readonly clock: Clock;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  readonly admission: Admission;
  /** Folder of the live files. */
  readonly folder: string;
  readonly makeLiveFile: (path: string) => LiveFile;
  /** Whether the recorder takes anything new. */
  readonly isOpen: () => boolean;
}

/** How long a call that could not be captured waits for the next attempt. */
const RETRY = { firstMs: 1000, maxMs: 60_000 };

/** A call that is to be kept. */
interface Call {
  readonly session: LiveSession;
  readonly settings: RecordingSettings;
  /** Since when it was to be kept, monotonic milliseconds. */
  readonly sinceMs: number;
  /** Undefined while it cannot be captured. */
  audio?: RecordingAudio | undefined;
  /** When its audio begins, epoch milliseconds. */
  startedAt?: number;
  /** Why its audio began late, or there is none. */
  reason?: MissedReason;
  missed?: MissedStart | undefined;
  readonly backoff: Backoff;
  /** Monotonic milliseconds. */
  retryAtMs: number;
}

/** What was kept of a call, for a recording of the whole call to go on with. */
export type KeptCall = Readonly<
  Pick<Call, 'session' | 'settings' | 'audio' | 'startedAt' | 'missed'>
>;

/**
 * Calls that are captured from their start in case somebody asks for a recording before their end. No
 * client sees them and the catalog does not know them; what nobody asked for is deleted at the end
 * of the call, or at the next start after a crash. A call that cannot be captured is tried again until its end.
 */
export class KeptCalls {
  readonly #deps: KeptCallsDeps;
  readonly #calls = new Map<string, Call>();
  readonly #listener: RecordingAudioListener;
  #isClosed = false;

  constructor(deps: KeptCallsDeps) {
    const { admission, metrics } = deps;
    this.#deps = deps;
    this.#listener = {
      onLimit: () => undefined,
      onGap: (lengthMs, reason) => {
        metrics.gapSeconds.inc({ reason }, lengthMs / 1000);
        if (reason === 'back-pressure') admission.dropped(lengthMs);
      },
    };
  }

  /**
   * Begins to capture a call, as soon as that can be.
   * @param sinceMs when it was to begin, monotonic milliseconds.
   */
  keep(session: LiveSession, settings: RecordingSettings, sinceMs: number): void {
    if (this.#calls.has(session.id)) return;
    const call = { session, settings, sinceMs, backoff: new Backoff(RETRY), retryAtMs: sinceMs };
    this.#calls.set(session.id, call);
    this.#capture(call);
  }

  /** Hands over what was kept of a call: somebody asked. Undefined when it was not to be kept. */
  take(session: LiveSession): KeptCall | undefined {
    const call = this.#calls.get(session.id);
    if (call === undefined) return undefined;
    this.#calls.delete(session.id);
    if (call.audio === undefined) call.missed = this.#missed(call);
    this.#count();
    return call;
  }

  /**
   * Keeps a call again that was taken for a recording which could not begin.
   * @param moved resolves when its file has the recording's name. Never rejects itself.
   */
  async giveBack(kept: KeptCall, moved: Promise<void>): Promise<void> {
    const call = kept as Call;
    const { audio, session } = call;
    let failure: unknown;
    if (audio !== undefined) {
      audio.handOver(call.settings, this.#listener);
      try {
        await moved;
        await audio.file.moveTo(keptPath(this.#deps.folder, session.id));
      } catch (error) {
        failure = error;
      }
    }
    // Only now, so that nobody deletes the file where it no longer is.
    const isOver = this.#isClosed || this.#deps.sessions.get(session.id) !== session;
    if (isOver) return this.#delete(call);
    this.#calls.set(session.id, call);
    if (failure !== undefined) await this.#fail(call, failure);
  }

  /** Deletes what was kept of a call. Never rejects. */
  async discard(session: LiveSession): Promise<void> {
    const call = this.take(session);
    if (call !== undefined) await this.#delete(call);
  }

  /** Passes on what is settled, and tries the calls again that are due; called now and then. */
  tick(): void {
    const now = this.#deps.clock.monotonicMs();
    for (const call of this.#calls.values()) {
      if (call.audio !== undefined) call.audio.tick();
      else if (now >= call.retryAtMs) this.#capture(call);
    }
  }

  /** Does something with the file of each call; one that fails is begun anew. Never rejects. */
  async forEachFile(work: (audio: RecordingAudio) => Promise<void>): Promise<void> {
    await Promise.all(
      [...this.#calls.values()].map(async (call) => {
        const { audio } = call;
        if (audio === undefined) return;
        await work(audio).catch((error: unknown) => this.#fail(call, error));
      }),
    );
  }

  /** Gives up all calls. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    await Promise.all(calls.map((call) => this.#delete(call)));
  }

  #capture(call: Call): void {
    const { admission, clock, folder, isOpen, makeLiveFile } = this.#deps;
    // Load is no reason: nobody would ask for it again.
    if (!isOpen() || !admission.hasRoom) {
      this.#retry(call, isOpen() ? 'no-space' : 'error');
      return;
    }
    const { session, settings } = call;
    const file = makeLiveFile(keptPath(folder, session.id));
    const now = () => clock.monotonicMs();
    const audio = new RecordingAudio({ settings, file, listener: this.#listener, now });
    call.missed = this.#missed(call);
    call.audio = audio;
    call.startedAt = clock.now();
    this.#count();
    audio.join(session);
    file.open().then(
      () => call.backoff.reset(),
      (error: unknown) => this.#fail(call, error),
    );
  }

  /** What has been missed of a call by now, if it had to wait. */
  #missed({ reason, sinceMs }: Call): MissedStart | undefined {
    if (reason === undefined) return undefined;
    return { lengthMs: this.#deps.clock.monotonicMs() - sinceMs, reason };
  }

  /** Deletes what there is, and begins anew later: there may be room again. */
  async #fail(call: Call, error: unknown): Promise<void> {
    const { audio } = call;
    if (audio === undefined || this.#calls.get(call.session.id) !== call) return;
    call.audio = undefined;
    call.retryAtMs = Number.POSITIVE_INFINITY;
    await this.#delete({ ...call, audio });
    this.#retry(call, missedReason(error), error);
  }

  #retry(call: Call, reason: MissedReason, error?: unknown): void {
    const { clock, logger } = this.#deps;
    // Said once: a call may be tried for hours.
    if (call.reason === undefined) {
      const facts = { err: error, session: call.session.id, reason };
      logger.warn(facts, 'call of a live-keep line not kept yet');
    }
    call.reason = reason;
    call.retryAtMs = clock.monotonicMs() + call.backoff.next();
    this.#count();
  }

  /** Never rejects. */
  async #delete({ session, audio }: KeptCall): Promise<void> {
    await audio?.discard().catch((error: unknown) => {
      this.#deps.logger.error({ err: error, session: session.id }, 'kept call not deleted');
    });
  }

  #count(): void {
    const waiting = [...this.#calls.values()].filter(({ audio }) => audio === undefined);
    this.#deps.metrics.callsWaiting.set({ mode: 'live-keep' }, waiting.length);
  }
}
