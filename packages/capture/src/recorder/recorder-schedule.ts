import { type Clock, isLive, type MediaStore, type Timer } from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../metrics.ts';
import { TICK_MS } from '../timing.ts';
import type { Admission } from './admission/admission.ts';
import type { RecordingAudio } from './audio/recording-audio.ts';
import type { RecordingFinisher } from './owner/recording-finisher.ts';
import type { RecordingRegistry } from './owner/recording-registry.ts';
import type { Ledger } from './repair/ledger.ts';
import type { LedgerEntry } from './repair/ledger-format.ts';
import type { RetroactiveCaptures } from './retroactive-captures.ts';

export interface RecorderScheduleDeps {
  readonly registry: RecordingRegistry;
  readonly finisher: RecordingFinisher;
  readonly kept: RetroactiveCaptures;
  readonly ledger: Ledger;
  readonly admission: Admission;
  readonly media: MediaStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}

export interface RecorderScheduleOptions {
  /** How often audio is written to disk. */
  readonly flushIntervalMs: number;
  /** How often files are synced, after which audio survives a power cut. */
  readonly fsyncIntervalMs: number;
  /**
   * How many files are written or synced at once: fewer than the threads that the process has for file I/O, because
   * ending recordings need some too, and would wait for seconds behind all the live ones.
   * Default: half of Node's four threads.
   */
  readonly filesAtOnce?: number;
}

const DEFAULT_FILES_AT_ONCE = 2;
/** How often the event loop's delay is measured. */
const ADMISSION_MS = 1000;
/** How often saving is retried for finished recordings that the catalog could not save. */
const SAVE_RETRY_MS = 1000;
/** How often the free space is checked. */
const SPACE_CHECK_MS = 5000;

/** The timers of a recorder: periodic work for all its recordings. */
export class RecorderSchedule {
  readonly #deps: RecorderScheduleDeps;
  readonly #options: RecorderScheduleOptions;
  readonly #timers: readonly Timer[];

  constructor(deps: RecorderScheduleDeps, options: RecorderScheduleOptions) {
    this.#deps = deps;
    this.#options = options;
    const { clock } = deps;
    this.#timers = [
      clock.every(TICK_MS, () => this.#tick()),
      clock.every(
        options.flushIntervalMs,
        oneAtATime(() => this.flush()),
      ),
      clock.every(
        options.fsyncIntervalMs,
        oneAtATime(() => this.#sync()),
      ),
      clock.every(ADMISSION_MS, () => deps.admission.measure()),
      clock.every(SPACE_CHECK_MS, () => void this.checkSpace()),
      clock.every(
        SAVE_RETRY_MS,
        oneAtATime(() => deps.finisher.saveRefused()),
      ),
    ];
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel();
  }

  /** Writes the live recordings' pending audio to disk. Never rejects. */
  flush(): Promise<void> {
    return this.#forEachFile(({ file }) => file.flush());
  }

  /** Checks the store's free space. Never rejects. */
  async checkSpace(): Promise<void> {
    const { admission, media, logger, metrics } = this.#deps;
    try {
      const free = await media.freeBytes();
      if (free !== undefined) metrics.storeFreeBytes.set(free);
      admission.updateFreeSpace(free);
    } catch (error) {
      logger.error({ err: error }, 'free space could not be checked');
    }
  }

  /** Writes to the ledger what each live recording has received. */
  writeLedger(): Promise<void> {
    const entries = new Map<string, LedgerEntry>();
    for (const { recording, audio } of this.#deps.registry.all()) entries.set(recording.id, audio);
    return this.#deps.ledger.write(entries);
  }

  #tick(): void {
    const { registry, finisher, kept, logger } = this.#deps;
    for (const owner of registry.all()) {
      const { audio, recording } = owner;
      if (recording.state === 'finishing' || !isLive(recording)) continue;
      audio.tick();
      const { maxStallMs } = recording.settings;
      if (maxStallMs > 0 && audio.isStalled(maxStallMs)) {
        void finisher.watch(owner, finisher.stop(owner, 'stalled'));
      }
    }
    kept.tick();
    this.writeLedger().catch((error: unknown) => {
      logger.error({ err: error }, 'the ledger could not be written');
    });
  }

  #sync(): Promise<void> {
    return this.#forEachFile(({ file }) => file.sync());
  }

  async #forEachFile(work: (audio: RecordingAudio) => Promise<void>): Promise<void> {
    const { registry, finisher, kept } = this.#deps;
    const rest = registry.all().values();
    const worker = async () => {
      for (const owner of rest) {
        const { recording, audio } = owner;
        if (recording.state === 'finishing' || !isLive(recording)) continue;
        await finisher.watch(owner, work(audio));
      }
    };
    const { filesAtOnce = DEFAULT_FILES_AT_ONCE } = this.#options;
    await Promise.all([...Array.from({ length: filesAtOnce }, worker), kept.forEachFile(work)]);
  }
}

/** Skips a run while the previous one is still in progress. */
function oneAtATime(work: () => Promise<void>): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    void work().finally(() => {
      busy = false;
    });
  };
}
