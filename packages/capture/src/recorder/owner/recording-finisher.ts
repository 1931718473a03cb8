import {
  type CapturedMedia,
  type CommandResult,
  type EndReason,
  isLive,
  type Renditions,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../../metrics.ts';
import { withMissedStart } from '../audio/gap-map.ts';
import type { Captured } from '../audio/recording-output.ts';
import { type StoreCapturedDeps, storeCaptured } from '../files/store-captured.ts';
import { repairLiveFile } from '../repair/repair-live-file.ts';
import type { RecordingOwner } from './recording-owner.ts';
import type { RecordingRegistry } from './recording-registry.ts';

export interface RecordingFinisherDeps extends StoreCapturedDeps {
  readonly registry: RecordingRegistry;
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  /** Resolves once the ledger has what the live recordings have received so far. */
  readonly noteReceived: () => Promise<void>;
}

/** Ends live recordings: keeps, discards or fails them. A recording that has ended leaves the registry. */
export class RecordingFinisher {
  readonly #deps: RecordingFinisherDeps;
  readonly #finishing = new WeakSet<RecordingOwner>();
  readonly #failing = new WeakMap<RecordingOwner, Promise<void>>();
  /** Recordings whose end could not be saved in the catalog. */
  readonly #unsaved = new Set<RecordingOwner>();

  constructor(deps: RecordingFinisherDeps) {
    this.#deps = deps;
  }

  /** Stops a recording and keeps it; resolves as `finishing`, before its audio is stored. */
  async stop(owner: RecordingOwner, reason: EndReason): Promise<CommandResult> {
    let stopped = false;
    try {
      return await owner.apply({ type: 'stop', reason }, () => {
        stopped = true;
        owner.audio.cut();
      });
    } finally {
      // Also when the catalog could not be updated: the end will be saved later.
      if (stopped) {
        this.#finishing.add(owner);
        void this.#finish(owner, reason);
      }
    }
  }

  /** Stops all of these recordings, and resolves once they have settled. Never rejects. */
  async stopAll(recordings: readonly RecordingOwner[], reason: EndReason): Promise<void> {
    await Promise.all(
      recordings.map(async (owner) => {
        if (isLive(owner.recording) && owner.recording.state !== 'finishing') {
          await this.watch(owner, this.stop(owner, reason));
        }
        await owner.settled;
      }),
    );
  }

  /** Ends a recording and discards what it captured. */
  async discard(owner: RecordingOwner): Promise<CommandResult> {
    let discarded = false;
    try {
      return await owner.discard(() => {
        discarded = true;
      });
    } finally {
      if (discarded) await owner.audio.discard().finally(() => this.#release(owner));
    }
  }

  /**
   * Fails a recording that cannot continue, and keeps what reached its file. Once per recording: failures
   * meanwhile have the same cause. Never rejects.
   * @param captured what the live file holds, if it is finished.
   */
  fail(owner: RecordingOwner, error: unknown, captured?: Captured): Promise<void> {
    const failing = this.#failing.get(owner) ?? this.#fail(owner, error, captured);
    this.#failing.set(owner, failing);
    return failing;
  }

  /**
   * Saves what could not be saved before, of live recordings and of those that have ended; called periodically. An end
   * that still cannot be saved is repaired at the next start. Never rejects.
   */
  async saveRefused(): Promise<void> {
    const live = this.#deps.registry.all().filter(({ isSaved }) => !isSaved);
    for (const owner of [...live, ...this.#unsaved]) {
      try {
        await owner.save();
      } catch {
        continue;
      }
      if (!this.#unsaved.delete(owner)) continue;
      this.#deps.logger.info({ recording: owner.recording.id }, 'recording saved');
    }
  }

  async #fail(owner: RecordingOwner, error: unknown, captured?: Captured): Promise<void> {
    const { logger } = this.#deps;
    const { id } = owner.recording;
    const cause = error instanceof Error ? error.message : String(error);
    logger.error({ err: error, recording: id }, 'recording failed');
    try {
      if (isLive(owner.recording)) {
        const media = await this.#salvage(owner, captured);
        await owner.apply({ type: 'fail', cause, ...(media === undefined ? {} : { media }) });
      }
    } catch (failure) {
      // It stays live in the catalog until that accepts changes again, or the next start repairs it.
      logger.error({ err: failure, recording: id }, 'failure could not be saved');
    }
    this.#release(owner);
  }

  /**
   * Observes work that is not awaited: its failure fails the recording, unless the recording is already being ended.
   * Never rejects.
   */
  async watch(owner: RecordingOwner, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const ending = this.#finishing.has(owner) || !isLive(owner.recording);
      if (!ending) return this.fail(owner, error);
      const { id: recording } = owner.recording;
      this.#deps.logger.warn(
        { err: error, recording },
        'failed while the recording was being ended',
      );
    }
  }

  /** Closes and stores the audio, so that the recording can be fetched. Never rejects. */
  async #finish(owner: RecordingOwner, reason: EndReason): Promise<void> {
    const { renditions, logger } = this.#deps;
    const { audio, recording } = owner;
    let captured: Captured | undefined;
    try {
      captured = await audio.finish(reason, () => this.#noteReceived());
      const media = await storeCaptured(this.#deps, recording, audio.file.path, captured);
      const { recording: done } = await owner.apply({ type: 'complete', media });
      if (done.replaces !== undefined) await renditions.forget(done.replaces);
      else if (recording.replaces !== undefined) {
        const { id, name, replaces } = recording;
        logger.warn(
          { recording: id, name, replaces },
          'stored under its id: the name is preserved',
        );
      }
      this.#release(owner);
    } catch (error) {
      await this.fail(owner, error, captured);
    }
  }

  /** Stores what reached the live file; if that also fails, the file stays. */
  async #salvage(
    { audio, recording }: RecordingOwner,
    captured?: Captured,
  ): Promise<CapturedMedia | undefined> {
    const receivedMs = audio.abandon();
    try {
      await audio.file.requireInPlace().finally(() => audio.file.close());
      // Another file in its place is left untouched.
      if (!audio.file.isCreated) return undefined;
      const file = await repairLiveFile(audio.file.path, { ledger: audio });
      if (file === undefined || file.dataBytes === 0) return undefined;
      const { sampleRateHz, channels, durationMs } = file;
      const map = captured?.gaps ?? audio.gapsWith(durationMs, receivedMs - durationMs);
      const gaps = withMissedStart(recording, map);
      const stored = await this.#deps.media.ingest(recording.id, audio.file.path);
      return { sampleRateHz, channels, durationMs, gaps, ...stored };
    } catch (error) {
      this.#deps.logger.error(
        { err: error, recording: recording.id, file: audio.file.path },
        'captured audio could not be stored; the live file is kept',
      );
      return undefined;
    }
  }

  /** Updates the ledger, so that a crash right now would not lose audio unnoticed. Never rejects. */
  async #noteReceived(): Promise<void> {
    try {
      await this.#deps.noteReceived();
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'the ledger could not be written');
    }
  }

  #release(owner: RecordingOwner): void {
    if (!this.#deps.registry.remove(owner)) return;
    if (!owner.isSaved) this.#unsaved.add(owner);
    this.#deps.metrics.recordingsEnded.inc({ result: owner.recording.state });
    owner.settle();
  }
}
