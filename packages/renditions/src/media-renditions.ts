import { Readable } from 'node:stream';
import {
  type ByteRange,
  type CapturedMedia,
  isLive,
  type MediaHandle,
  type MediaInMaking,
  type MediaStore,
  mediaUnreadable,
  type Recording,
  type Rendition,
  type Renditions,
  TricordError,
} from '@tricord/core';
import { FormCache } from './form-cache.ts';
import { FormMaker, type FormMakerOptions, formKey } from './form-maker.ts';
import type {
  IntegrityChecker,
  MediaStat,
  RecordingWithMedia,
} from './integrity/integrity-checker.ts';
import { isAsRecorded, type TargetForm, targetForm, variantOf } from './target-form.ts';

export interface MediaRenditionsOptions {
  readonly media: MediaStore;
  /** Forms beyond this size are deleted, least recently used first; the last one made stays. */
  readonly cacheBytes: number;
  /** Does the work; stays its owner's to close, after this. */
  readonly mp3: FormMakerOptions['mp3'];
  /** Says whether audio may be served; stays its owner's to close. */
  readonly integrity: IntegrityChecker;
}

/**
 * Serves what the recorder stored as it is, and every other form from a copy that is made of it once,
 * piece by piece, in a worker thread, and kept beside it in the media store under
 * `<recording id>.<variant>`. Requests that come while a form is being made wait for the same copy, or read
 * along. Audio that is not what was recorded any more is served in no form.
 */
export class MediaRenditions implements Renditions {
  readonly #media: MediaStore;
  readonly #integrity: IntegrityChecker;
  readonly #cache: FormCache;
  readonly #maker: FormMaker;
  #closing: Promise<void> | undefined;

  private constructor({ media, mp3, integrity }: MediaRenditionsOptions, cache: FormCache) {
    this.#media = media;
    this.#integrity = integrity;
    this.#cache = cache;
    this.#maker = new FormMaker({ media, mp3, integrity, cache });
  }

  /** @throws TricordError `internal` when the list of forms in the store is damaged. */
  static async open(options: MediaRenditionsOptions): Promise<MediaRenditions> {
    return new MediaRenditions(options, await FormCache.open(options));
  }

  async open(recording: Recording, rendition: Rendition): Promise<MediaHandle> {
    const ended = requireEnded(recording);
    const form = targetForm(ended.media, rendition);
    const stat = await this.#integrity.admit(ended);
    return isAsRecorded(form, ended.media)
      ? this.#openRecorded(ended, stat)
      : this.#openForm(ended, form);
  }

  async follow(recording: Recording, rendition: Rendition): Promise<MediaInMaking | undefined> {
    const ended = requireEnded(recording);
    const form = targetForm(ended.media, rendition);
    if (isAsRecorded(form, ended.media)) return undefined;
    await this.#integrity.admit(ended);
    if ((await this.#kept(formKey(ended, form))) !== undefined) return undefined;
    const { growing, done } = this.#maker.make(ended, form);
    // Whoever reads along learns of a failure by the stream.
    done.catch(() => undefined);
    if (!growing.fromStart) return undefined;
    await growing.begun();
    const stored = growing.read(async (range) => {
      const handle = await this.#openForm(ended, form);
      return handle.read(range);
    });
    const stream = Readable.from(stored, { objectMode: false });
    return { etag: etagOf(ended.media, form), stream };
  }

  forget(recordingId: string): Promise<void> {
    return this.#maker.without(recordingId, async () => {
      // The recorded audio goes last: when this breaks off, it can be asked for again.
      await this.#cache.forget(recordingId);
      await this.#media.delete(recordingId);
    });
  }

  /** Gives up what is being made, and saves what was used when. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#maker.close();
    await this.#cache.save();
  }

  #openRecorded(recording: RecordingWithMedia, stat: MediaStat): MediaHandle {
    return {
      ...stat,
      etag: recording.media.sha256,
      read: (range?: ByteRange) => this.#integrity.open(recording, range),
    };
  }

  async #openForm(recording: RecordingWithMedia, form: TargetForm): Promise<MediaHandle> {
    const key = formKey(recording, form);
    const stat = await this.#ready(recording, form);
    return {
      ...stat,
      etag: etagOf(recording.media, form),
      read: async (range?: ByteRange) => {
        const stream = await this.#media.read(key, range);
        if (stream !== undefined) return stream;
        // It had to make room in the meantime.
        await this.#ready(recording, form);
        const again = await this.#media.read(key, range);
        if (again === undefined) throw mediaUnreadable(recording.id);
        return again;
      },
    };
  }

  /** Size and age of a form that is in the store, once it is. */
  async #ready(recording: RecordingWithMedia, form: TargetForm): Promise<MediaStat> {
    const key = formKey(recording, form);
    const before = await this.#kept(key);
    if (before !== undefined) {
      this.#cache.used(key);
      return before;
    }
    await this.#maker.make(recording, form).done;
    const after = await this.#media.stat(key);
    if (after === undefined) throw mediaUnreadable(recording.id);
    return after;
  }

  /** Size and age of a form that the store keeps as it was made; undefined: it has to be made. */
  async #kept(key: string): Promise<MediaStat | undefined> {
    const form = this.#maker.isMaking(key) ? undefined : this.#cache.kept(key);
    const stat = form && (await this.#media.stat(key));
    if (form === undefined || stat?.bytes !== form.bytes) return undefined;
    const { bytes, sha256 } = form;
    if (sha256 !== undefined) {
      this.#integrity.watch(key, stat, { bytes, sha256 }, () => this.#cache.drop(key));
    }
    return stat;
  }
}

function etagOf(media: CapturedMedia, form: TargetForm): string {
  return `${media.sha256}.${variantOf(form)}`;
}

/** @throws TricordError `media-not-ready`. */
function requireEnded(recording: Recording): RecordingWithMedia {
  const { id, media } = recording;
  if (media !== undefined && !isLive(recording)) return { ...recording, media };
  throw new TricordError('media-not-ready', `Recording ${id} has no audio yet`);
}
