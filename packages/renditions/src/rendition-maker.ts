import { WavError } from '@tricord/audio';
import {
  Digest,
  type MediaStore,
  mediaUnreadable,
  type Recording,
  type StoredMedia,
  TricordError,
} from '@tricord/core';
import type { ConversionPool } from './conversion/conversion-pool.ts';
import { GrowingRendition } from './growing-rendition.ts';
import type { IntegrityChecker, RecordingWithMedia } from './integrity/integrity-checker.ts';
import type { RenditionCache } from './rendition-cache.ts';
import { type ResolvedRendition, renditionName } from './resolve-rendition.ts';

/** A conversion in progress; `done` resolves when the rendition is in the store. */
export interface RenditionJob {
  readonly recordingId: string;
  readonly growing: GrowingRendition;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

export interface RenditionMakerOptions {
  readonly media: MediaStore;
  readonly cache: RenditionCache;
  readonly mp3: Pick<ConversionPool, 'convert'>;
  readonly integrity: IntegrityChecker;
}

/** The key of a rendition in the media store. */
export function renditionKey({ id }: Pick<Recording, 'id'>, rendition: ResolvedRendition): string {
  return `${id}.${renditionName(rendition)}`;
}

/** Converts stored audio to renditions in worker threads; concurrent requests share one conversion. */
export class RenditionMaker {
  readonly #options: RenditionMakerOptions;
  /** By key. */
  readonly #making = new Map<string, RenditionJob>();
  /** Recordings whose audio is being deleted. */
  readonly #forgetting = new Set<string>();
  #closed = false;

  constructor(options: RenditionMakerOptions) {
    this.#options = options;
  }

  isMaking(key: string): boolean {
    return this.#making.has(key);
  }

  /**
   * Starts the conversion, or returns the one in progress.
   * @throws TricordError `media-unreadable` while the recording is being deleted; `internal` once closed.
   */
  make(recording: RecordingWithMedia, rendition: ResolvedRendition): RenditionJob {
    const { id: recordingId } = recording;
    const key = renditionKey(recording, rendition);
    const already = this.#making.get(key);
    if (already !== undefined) return already;
    if (this.#closed) throw closed();
    if (this.#forgetting.has(recordingId)) throw mediaUnreadable(recordingId);
    const controller = new AbortController();
    const growing = new GrowingRendition();
    const converted = this.#convert(recording, rendition, controller.signal);
    const done = this.#options.cache
      .fill(key, () => this.#store(recording, key, growing.pass(converted)))
      .then(
        () => growing.finish(),
        (error) => {
          growing.fail(error);
          throw error;
        },
      )
      .finally(() => this.#making.delete(key));
    const making = { recordingId, growing, controller, done };
    this.#making.set(key, making);
    return making;
  }

  /** Aborts the conversions of a recording, and starts no new ones while `work` runs. */
  async without(recordingId: string, work: () => Promise<void>): Promise<void> {
    this.#forgetting.add(recordingId);
    try {
      const making = [...this.#making.values()].filter((one) => one.recordingId === recordingId);
      await abandon(making, mediaUnreadable(recordingId));
      await work();
    } finally {
      this.#forgetting.delete(recordingId);
    }
  }

  /** Aborts all conversions. */
  async close(): Promise<void> {
    this.#closed = true;
    await abandon([...this.#making.values()], closed());
  }

  async #store(
    recording: Recording,
    key: string,
    rendition: AsyncIterable<Uint8Array>,
  ): Promise<StoredMedia> {
    const { media, integrity } = this.#options;
    try {
      return await media.write(key, rendition);
    } catch (error) {
      const badAudio = error instanceof WavError || error instanceof RangeError;
      throw badAudio ? integrity.unreadable(recording, error) : error;
    }
  }

  /** Fails at the end if the source turns out not to be what was recorded. */
  async *#convert(
    recording: RecordingWithMedia,
    rendition: ResolvedRendition,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const { integrity, mp3 } = this.#options;
    const read = new Digest();
    const recorded = read.through(integrity.read(recording));
    yield* mp3.convert(recorded, rendition, { signal, wavBytes: recording.media.bytes });
    await integrity.confirm(recording, read);
  }
}

async function abandon(making: readonly RenditionJob[], reason: TricordError): Promise<void> {
  for (const { controller } of making) controller.abort(reason);
  await Promise.allSettled(making.map(({ done }) => done));
}

function closed(): TricordError {
  return new TricordError('internal', 'Renditions are no longer made: shutting down');
}
