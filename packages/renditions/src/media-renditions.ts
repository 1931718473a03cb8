import { Readable } from 'node:stream';
import { type Mp3WorkerPool, WavError } from '@tricord/audio';
import {
  type ByteRange,
  type CapturedMedia,
  isLive,
  type MediaHandle,
  type MediaInMaking,
  type MediaStore,
  type Recording,
  type Rendition,
  type Renditions,
  TricordError,
} from '@tricord/core';
import { FormCache } from './form-cache.ts';
import { GrowingForm } from './growing-form.ts';
import { isAsRecorded, type TargetForm, targetForm, variantOf } from './target-form.ts';

export interface MediaRenditionsOptions {
  readonly media: MediaStore;
  /** Forms beyond this size are deleted, least recently used first; the last one made stays. */
  readonly cacheBytes: number;
  /** Does the work; stays its owner's to close, after this. */
  readonly mp3: Pick<Mp3WorkerPool, 'convert'>;
}

/** A form that is being made; `done` resolves when the store has it. */
interface Making {
  readonly recordingId: string;
  readonly growing: GrowingForm;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/**
 * Serves what the recorder stored as it is, and every other form from a copy that is made of it once,
 * piece by piece, in a worker thread, and kept beside it in the media store under
 * `<recording id>.<variant>`. Requests that come while a form is being made wait for the same copy, or read
 * along.
 */
export class MediaRenditions implements Renditions {
  readonly #media: MediaStore;
  readonly #mp3: Pick<Mp3WorkerPool, 'convert'>;
  readonly #cache: FormCache;
  /** By key. */
  readonly #making = new Map<string, Making>();
  /** Recordings whose audio is being deleted. */
  readonly #forgetting = new Set<string>();
  #closing: Promise<void> | undefined;

  private constructor(options: MediaRenditionsOptions, cache: FormCache) {
    this.#media = options.media;
    this.#mp3 = options.mp3;
    this.#cache = cache;
  }

  /** @throws TricordError `internal` when the list of forms in the store is damaged. */
  static async open(options: MediaRenditionsOptions): Promise<MediaRenditions> {
    return new MediaRenditions(options, await FormCache.open(options));
  }

  async open(recording: Recording, rendition: Rendition): Promise<MediaHandle> {
    const media = endedMedia(recording);
    const form = targetForm(media, rendition);
    return isAsRecorded(form, media)
      ? this.#openRecorded(recording.id, media)
      : this.#openForm(recording.id, media, form);
  }

  async follow(recording: Recording, rendition: Rendition): Promise<MediaInMaking | undefined> {
    const { id } = recording;
    const media = endedMedia(recording);
    const form = targetForm(media, rendition);
    if (isAsRecorded(form, media)) return undefined;
    const variant = variantOf(form);
    const key = `${id}.${variant}`;
    if (this.#isReady(key) && (await this.#media.stat(key)) !== undefined) return undefined;
    const { growing, done } = this.#make(id, form, key);
    // Whoever reads along learns of a failure by the stream.
    done.catch(() => undefined);
    if (!growing.fromStart) return undefined;
    await growing.begun();
    const stored = growing.read(async (range) => {
      const handle = await this.#openForm(id, media, form);
      return handle.read(range);
    });
    return { etag: etagOf(media, variant), stream: Readable.from(stored, { objectMode: false }) };
  }

  async forget(recordingId: string): Promise<void> {
    this.#forgetting.add(recordingId);
    try {
      const making = [...this.#making.values()].filter((one) => one.recordingId === recordingId);
      await this.#abandon(making, unreadable(recordingId));
      // The recorded audio goes last: when this breaks off, it can be asked for again.
      await this.#cache.forget(recordingId);
      await this.#media.delete(recordingId);
    } finally {
      this.#forgetting.delete(recordingId);
    }
  }

  /** Gives up what is being made, and saves what was used when. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#abandon([...this.#making.values()], closed());
    await this.#cache.save();
  }

  async #openRecorded(id: string, media: CapturedMedia): Promise<MediaHandle> {
    const stat = await this.#media.stat(id);
    if (stat === undefined) throw unreadable(id);
    return {
      ...stat,
      etag: media.sha256,
      read: async (range?: ByteRange) => {
        const stream = await this.#media.read(id, range);
        if (stream === undefined) throw unreadable(id);
        return stream;
      },
    };
  }

  async #openForm(id: string, media: CapturedMedia, form: TargetForm): Promise<MediaHandle> {
    const variant = variantOf(form);
    const key = `${id}.${variant}`;
    const stat = await this.#ready(id, form, key);
    return {
      ...stat,
      etag: etagOf(media, variant),
      read: async (range?: ByteRange) => {
        const stream = await this.#media.read(key, range);
        if (stream !== undefined) return stream;
        // It had to make room in the meantime.
        await this.#ready(id, form, key);
        const again = await this.#media.read(key, range);
        if (again === undefined) throw unreadable(id);
        return again;
      },
    };
  }

  /** Size and age of a form that is in the store, once it is. */
  async #ready(
    id: string,
    form: TargetForm,
    key: string,
  ): Promise<{ bytes: number; modifiedAt: number }> {
    const before = await this.#media.stat(key);
    if (before !== undefined && this.#isReady(key)) {
      this.#cache.used(key, before.bytes);
      return before;
    }
    await this.#make(id, form, key).done;
    const after = await this.#media.stat(key);
    if (after === undefined) throw unreadable(id);
    return after;
  }

  #isReady(key: string): boolean {
    return !this.#making.has(key) && this.#cache.keeps(key);
  }

  /** Makes the form, unless somebody is making it already. */
  #make(id: string, form: TargetForm, key: string): Making {
    const already = this.#making.get(key);
    if (already !== undefined) return already;
    if (this.#closing !== undefined) throw closed();
    if (this.#forgetting.has(id)) throw unreadable(id);
    const controller = new AbortController();
    const growing = new GrowingForm();
    const done = this.#write(id, form, key, { growing, signal: controller.signal })
      .then(
        () => growing.finish(),
        (error) => {
          growing.fail(error);
          throw error;
        },
      )
      .finally(() => this.#making.delete(key));
    const making = { recordingId: id, growing, controller, done };
    this.#making.set(key, making);
    return making;
  }

  async #write(
    id: string,
    form: TargetForm,
    key: string,
    { growing, signal }: { growing: GrowingForm; signal: AbortSignal },
  ): Promise<void> {
    await this.#cache.fill(key, async () => {
      const stat = await this.#media.stat(id);
      if (stat === undefined) throw unreadable(id);
      const options = { signal, wavBytes: stat.bytes };
      const converted = this.#mp3.convert(this.#recorded(id), form, options);
      try {
        return (await this.#media.write(key, growing.pass(converted))).bytes;
      } catch (error) {
        const badAudio = error instanceof WavError || error instanceof RangeError;
        throw badAudio ? unreadable(id, error) : error;
      }
    });
  }

  /** The stored WAV, opened when the first of it is wanted. */
  async *#recorded(id: string): AsyncGenerator<Uint8Array> {
    const stream = await this.#media.read(id);
    if (stream === undefined) throw unreadable(id);
    try {
      yield* stream;
    } catch (error) {
      throw unreadable(id, error);
    }
  }

  async #abandon(making: readonly Making[], reason: TricordError): Promise<void> {
    for (const { controller } of making) controller.abort(reason);
    await Promise.allSettled(making.map(({ done }) => done));
  }
}

function etagOf(media: CapturedMedia, variant: string): string {
  return `${media.sha256}.${variant}`;
}

/** @throws TricordError `media-not-ready`. */
function endedMedia(recording: Recording): CapturedMedia {
  const { id, media } = recording;
  if (media !== undefined && !isLive(recording)) return media;
  throw new TricordError('media-not-ready', `Recording ${id} has no audio yet`);
}

function unreadable(id: string, cause?: unknown): TricordError {
  return new TricordError('media-unreadable', `The audio of recording ${id} cannot be read`, {
    cause,
  });
}

function closed(): TricordError {
  return new TricordError('internal', 'Renditions are no longer made: shutting down');
}
