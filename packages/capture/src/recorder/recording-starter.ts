import { BEEP_MS } from '@tricord/audio';
import {
  type Catalog,
  type Clock,
  type EventBus,
  layoutOf,
  type Recording,
  type Timer,
} from '@tricord/core';
import type { LiveSession } from '../intake/live-session.ts';
import { type CaptureMetrics, CONFERENCE_SOURCE } from '../metrics.ts';
import type { Admission } from './admission/admission.ts';
import { RecordingAudio } from './audio/recording-audio.ts';
import type { RecordingAudioListener } from './audio/recording-output.ts';
import { epochOf } from './epoch-of.ts';
import type { LiveFile } from './files/live-file.ts';
import { livePath } from './files/live-folder.ts';
import type { RecordingFinisher } from './owner/recording-finisher.ts';
import { RecordingOwner } from './owner/recording-owner.ts';
import type { RecordingRegistry } from './owner/recording-registry.ts';
import type { RetroactiveCapture, RetroactiveCaptures } from './retroactive-captures.ts';

export interface RecordingStarterDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly metrics: CaptureMetrics;
  readonly registry: RecordingRegistry;
  readonly finisher: RecordingFinisher;
  readonly kept: RetroactiveCaptures;
  readonly admission: Admission;
  /** Folder of the live files. */
  readonly folder: string;
  readonly makeLiveFile: (path: string) => LiveFile;
}

/** Starts recordings: creates the owner of a `queued` recording, which captures the given sessions. */
export class RecordingStarter {
  readonly #deps: RecordingStarterDeps;
  /** Timers of the beeps that are playing. */
  readonly #beeps = new Set<Timer>();

  constructor(deps: RecordingStarterDeps) {
    this.#deps = deps;
  }

  /**
   * Starts capturing immediately. Resolves once the recording is in the catalog as `queued`; `recording.started` follows.
   * @returns the recording; if it continues a retroactive capture, with the channels of that.
   * @throws the catalog's error; then nothing is captured, and a retroactive capture continues.
   */
  async begin(planned: Recording, sessions: readonly LiveSession[]): Promise<Recording> {
    const { finisher, kept, metrics, registry } = this.#deps;
    const taken = planned.settings.wholeCall ? this.#takeCapture(sessions) : undefined;
    const earlier = taken?.audio;
    const recording = taken === undefined ? planned : continued(planned, taken);
    const beganMs = earlier === undefined ? sessionBegin(planned, sessions) : undefined;
    const owner = this.#own(recording, earlier, beganMs, sourceOf(recording, sessions));
    const { audio } = owner;
    for (const session of sessions) audio.join(session);
    const file =
      earlier === undefined
        ? audio.file.open()
        : audio.file.moveTo(livePath(this.#deps.folder, recording.id));
    // Prevents an unhandled rejection: #start and giveBack await it.
    file.catch(() => undefined);
    try {
      await owner.insert();
    } catch (error) {
      registry.remove(owner);
      if (earlier === undefined) await audio.discard();
      if (taken !== undefined) await kept.giveBack(taken, file);
      owner.settle();
      throw error;
    }
    const { missed } = recording;
    if (missed !== undefined) {
      metrics.gapSeconds.inc({ reason: missed.reason }, missed.lengthMs / 1000);
    }
    const unheardSince = beganMs === undefined ? undefined : epochOf(this.#deps.clock, beganMs);
    const startedAt = earlier === undefined ? unheardSince : taken?.startedAt;
    void finisher.watch(owner, this.#start(owner, file, sessions, startedAt));
    return recording;
  }

  /**
   * @param earlier the retroactive capture that the recording continues.
   * @param beganMs when the recording begins, monotonic milliseconds; undefined: now.
   */
  #own(
    recording: Recording,
    earlier: RecordingAudio | undefined,
    beganMs: number | undefined,
    source: string,
  ): RecordingOwner {
    const { clock, folder, makeLiveFile, registry } = this.#deps;
    const { settings } = recording;
    const listener = this.#listener(recording);
    earlier?.handOver(settings, listener);
    const audio =
      earlier ??
      new RecordingAudio({
        settings,
        file: makeLiveFile(livePath(folder, recording.id)),
        listener,
        now: () => clock.monotonicMs(),
        beganMs,
      });
    const owner = new RecordingOwner(recording, audio, this.#deps);
    registry.add(owner, source);
    return owner;
  }

  #listener({ accountId, id }: Recording): RecordingAudioListener {
    const { admission, finisher, metrics, registry } = this.#deps;
    return {
      onLimit: (reason) => {
        const owner = registry.find(accountId, id);
        if (owner !== undefined) void finisher.watch(owner, finisher.stop(owner, reason));
      },
      onGap: (lengthMs, reason) => metrics.gapSeconds.inc({ reason }, lengthMs / 1000),
      onDropped: (lengthMs) => admission.dropped(lengthMs),
    };
  }

  /** The retroactive capture of the session, if there is one. */
  #takeCapture(sessions: readonly LiveSession[]): RetroactiveCapture | undefined {
    const [session, ...others] = sessions;
    return session === undefined || others.length > 0 ? undefined : this.#deps.kept.take(session);
  }

  async #start(
    owner: RecordingOwner,
    file: Promise<void>,
    sessions: readonly LiveSession[],
    startedAt: number | undefined,
  ): Promise<void> {
    await file;
    // It may have been stopped or discarded while its file was being created.
    if (owner.recording.state !== 'queued') return;
    this.#deps.metrics.recordingsStarted.inc();
    await owner.apply({ type: 'begin', ...(startedAt === undefined ? {} : { startedAt }) }, () => {
      if (owner.recording.settings.beep) this.#beep(owner, sessions);
    });
  }

  /** Plays a beep to the parties, and keeps it out of the recording. */
  #beep(owner: RecordingOwner, sessions: readonly LiveSession[]): void {
    if (sessions.filter((session) => session.beep()).length === 0) return;
    owner.audio.pause('skip');
    const beep = this.#deps.clock.after(BEEP_MS, () => {
      this.#beeps.delete(beep);
      if (owner.recording.state === 'recording') owner.audio.resume();
    });
    this.#beeps.add(beep);
  }

  close(): void {
    for (const beep of this.#beeps) beep.cancel();
    this.#beeps.clear();
  }
}

/** The source of what is recorded, as the metrics call it. */
function sourceOf({ target }: Recording, [session]: readonly LiveSession[]): string {
  return target.kind === 'conference' ? CONFERENCE_SOURCE : (session?.session.source ?? 'unknown');
}

/** The recording of an automatic line begins with its session, however long opening took, if no audio was heard before. */
function sessionBegin(
  { origin }: Recording,
  [session]: readonly LiveSession[],
): number | undefined {
  return origin.via === 'line' && session?.isHeard === false ? session.sinceMs : undefined;
}

/** The recording of a whole call: with the channels of the retroactive capture, and with what that missed. */
function continued(
  { missed: _, ...planned }: Recording,
  { settings, missed }: RetroactiveCapture,
): Recording {
  return {
    ...planned,
    settings: { ...planned.settings, ...layoutOf(settings) },
    ...(missed === undefined ? {} : { missed }),
  };
}
