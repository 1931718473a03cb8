import {
  type CapturedMedia,
  type CommandResult,
  type EndReason,
  isLive,
  type MediaStore,
  type Recording,
  type Renditions,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../metrics.ts';
import { mendLiveFile } from './mend-live-file.ts';
import type { OwnedRecording } from './owned-recording.ts';
import { storeCaptured } from './store-captured.ts';

export interface SettlementDeps {
  readonly media: MediaStore;
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}

/** Holds the live recordings of this process, by id, and ends them: kept, thrown away or failed. */
export class Settlement {
  readonly #deps: SettlementDeps;
  readonly #owned = new Map<string, OwnedRecording>();
  readonly #finishing = new WeakSet<OwnedRecording>();
  readonly #failing = new WeakMap<OwnedRecording, Promise<void>>();

  constructor(deps: SettlementDeps) {
    this.#deps = deps;
  }

  /** The live recordings, in order of their begin. */
  get owned(): Iterable<OwnedRecording> {
    return this.#owned.values();
  }

  find(recordingId: string): OwnedRecording | undefined {
    return this.#owned.get(recordingId);
  }

  add(owned: OwnedRecording): void {
    this.#owned.set(owned.recording.id, owned);
    this.#deps.metrics.liveRecordings.set(this.#owned.size);
  }

  /** Forgets a recording without ending it. @returns whether it was there. */
  remove({ recording }: OwnedRecording): boolean {
    const removed = this.#owned.delete(recording.id);
    this.#deps.metrics.liveRecordings.set(this.#owned.size);
    return removed;
  }

  /** Ends a recording and keeps it; resolves as `finishing`, and the rest follows. */
  async stop(owned: OwnedRecording, reason: EndReason): Promise<CommandResult> {
    let stopped = false;
    try {
      return await owned.apply({ type: 'stop', reason }, () => {
        stopped = true;
      });
    } finally {
      // Also when the catalog could not be told: it will hear of the end.
      if (stopped) {
        this.#finishing.add(owned);
        void this.#finish(owned, reason);
      }
    }
  }

  /** Stops all of them, and resolves once they have settled. Never rejects. */
  async stopAll(recordings: readonly OwnedRecording[], reason: EndReason): Promise<void> {
    await Promise.all(
      recordings.map(async (owned) => {
        if (isLive(owned.recording) && owned.recording.state !== 'finishing') {
          await this.watch(owned, this.stop(owned, reason));
        }
        await owned.settled;
      }),
    );
  }

  /** Ends a recording and throws away what it captured. */
  async discard(owned: OwnedRecording): Promise<CommandResult> {
    let discarded = false;
    try {
      return await owned.apply({ type: 'discard' }, () => {
        discarded = true;
      });
    } finally {
      if (discarded) await owned.active.discard().finally(() => this.#release(owned));
    }
  }

  /**
   * Ends a recording that cannot go on, and keeps what reached its file. Once for each: what fails while that
   * is under way fails for the same reason. Never rejects.
   */
  fail(owned: OwnedRecording, error: unknown): Promise<void> {
    const failing = this.#failing.get(owned) ?? this.#fail(owned, error);
    this.#failing.set(owned, failing);
    return failing;
  }

  async #fail(owned: OwnedRecording, error: unknown): Promise<void> {
    const { logger } = this.#deps;
    const { id } = owned.recording;
    const cause = error instanceof Error ? error.message : String(error);
    logger.error({ err: error, recording: id }, 'recording failed');
    try {
      if (isLive(owned.recording)) {
        const media = await this.#salvage(owned);
        await owned.apply({ type: 'fail', cause, ...(media === undefined ? {} : { media }) });
      }
    } catch (failure) {
      // The catalog has it as live; the next start repairs it.
      logger.error({ err: failure, recording: id }, 'failure could not be noted');
    }
    this.#release(owned);
  }

  /**
   * Watches something nobody waits for: its failure is the recording's failure, unless the recording is being
   * finished, which fails by itself where it must. Never rejects.
   */
  async watch(owned: OwnedRecording, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!this.#finishing.has(owned)) return this.fail(owned, error);
      const { id: recording } = owned.recording;
      this.#deps.logger.error({ err: error, recording }, 'failed while the recording is finished');
    }
  }

  /** From the last sample to a recording that can be fetched. Never rejects. */
  async #finish(owned: OwnedRecording, reason: EndReason): Promise<void> {
    const { media, renditions } = this.#deps;
    const { active, recording } = owned;
    try {
      const captured = await active.finish(reason);
      const stored = await storeCaptured(media, recording, active.file.path, captured);
      await owned.apply({ type: 'complete', media: stored });
      if (recording.replaces !== undefined) await renditions.forget(recording.replaces);
      this.#release(owned);
    } catch (error) {
      await this.fail(owned, error);
    }
  }

  /** Stores what reached the live file; where that fails too, the file stays where it is. */
  async #salvage({ active, recording }: OwnedRecording): Promise<CapturedMedia | undefined> {
    const receivedMs = active.abandon();
    try {
      await active.file.close();
      const file = await mendLiveFile(active.file.path);
      if (file === undefined || file.dataBytes === 0) return undefined;
      const { sampleRateHz, channels, durationMs } = file;
      const gaps = active.gapsWith(durationMs, receivedMs - durationMs);
      const stored = await this.#deps.media.ingest(recording.id, active.file.path);
      return { sampleRateHz, channels, durationMs, gaps, ...stored };
    } catch (error) {
      this.#deps.logger.error(
        { err: error, recording: recording.id, file: active.file.path },
        'what was captured could not be stored; it stays in the live file',
      );
      return undefined;
    }
  }

  #release(owned: OwnedRecording): void {
    if (!this.remove(owned)) return;
    const { recording }: { recording: Recording } = owned;
    this.#deps.metrics.recordingsEnded.inc({ result: recording.state });
    owned.finishLife();
  }
}
