import { Readable } from 'node:stream';
import {
  type ByteRange,
  type CapturedMedia,
  type GrowingMedia,
  isLive,
  type MediaHandle,
  type MediaStore,
  mediaUnreadable,
  type Recording,
  type Rendition,
  type Renditions,
  TricordError,
} from '@tricord/core';
import type {
  IntegrityChecker,
  MediaStat,
  RecordingWithMedia,
} from './integrity/integrity-checker.ts';
import { RenditionCache } from './rendition-cache.ts';
import { RenditionMaker, type RenditionMakerOptions, renditionKey } from './rendition-maker.ts';
import {
  isAsRecorded,
  type ResolvedRendition,
  renditionName,
  resolveRendition,
} from './resolve-rendition.ts';

export interface MediaRenditionsOptions {
  readonly media: MediaStore;
  /** Renditions beyond this size are deleted, least recently used first; the last one made stays. */
  readonly cacheBytes: number;
  /** Converts. Its owner closes it, after this. */
  readonly mp3: RenditionMakerOptions['mp3'];
  /** Decides whether audio may be served. Its owner closes it. */
  readonly integrity: IntegrityChecker;
}

/**
 * Serves stored audio as it is, and every other rendition from a copy that is converted once in a worker thread
 * and kept in the media store as `<recording id>.<rendition>`. Requests during a conversion wait for it, or read
 * its output as it grows. Damaged audio is not served at all.
 */
export class MediaRenditions implements Renditions {
  readonly #media: MediaStore;
  readonly #integrity: IntegrityChecker;
  readonly #cache: RenditionCache;
  readonly #maker: RenditionMaker;
  #closing: Promise<void> | undefined;

  private constructor({ media, mp3, integrity }: MediaRenditionsOptions, cache: RenditionCache) {
    this.#media = media;
    this.#integrity = integrity;
    this.#cache = cache;
    this.#maker = new RenditionMaker({ media, mp3, integrity, cache });
  }

  /** @throws TricordError `internal` when the index of renditions in the store is damaged. */
  static async open(options: MediaRenditionsOptions): Promise<MediaRenditions> {
    return new MediaRenditions(options, await RenditionCache.open(options));
  }

  async open(recording: Recording, rendition: Rendition): Promise<MediaHandle> {
    const ended = requireEnded(recording);
    const resolved = resolveRendition(ended.media, rendition);
    const stat = await this.#integrity.admit(ended);
    return isAsRecorded(resolved, ended.media)
      ? this.#openRecorded(ended, stat)
      : this.#openConverted(ended, resolved);
  }

  async follow(recording: Recording, rendition: Rendition): Promise<GrowingMedia | undefined> {
    const ended = requireEnded(recording);
    const resolved = resolveRendition(ended.media, rendition);
    if (isAsRecorded(resolved, ended.media)) return undefined;
    await this.#integrity.admit(ended);
    if ((await this.#kept(renditionKey(ended, resolved))) !== undefined) return undefined;
    const { growing, done } = this.#maker.make(ended, resolved);
    // The reader learns of a failure from the stream.
    done.catch(() => undefined);
    if (!growing.fromStart) return undefined;
    await growing.begun();
    const stored = growing.read(async (range) => {
      const handle = await this.#openConverted(ended, resolved);
      return handle.read(range);
    });
    const stream = Readable.from(stored, { objectMode: false });
    return { etag: etagOf(ended.media, resolved), stream };
  }

  forget(recordingId: string): Promise<void> {
    return this.#maker.without(recordingId, async () => {
      // The stored audio goes last, so that an interrupted deletion can be repeated.
      await this.#cache.forget(recordingId);
      await this.#media.delete(recordingId);
    });
  }

  /** Aborts all conversions, and saves when each rendition was last used. Idempotent. */
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

  async #openConverted(
    recording: RecordingWithMedia,
    resolved: ResolvedRendition,
  ): Promise<MediaHandle> {
    const key = renditionKey(recording, resolved);
    const stat = await this.#ready(recording, resolved);
    return {
      ...stat,
      etag: etagOf(recording.media, resolved),
      read: async (range?: ByteRange) => {
        const stream = await this.#media.read(key, range);
        if (stream !== undefined) return stream;
        // It was deleted from the cache in the meantime.
        await this.#ready(recording, resolved);
        const again = await this.#media.read(key, range);
        if (again === undefined) throw mediaUnreadable(recording.id);
        return again;
      },
    };
  }

  /** Size and age of a rendition, once it is in the store. */
  async #ready(recording: RecordingWithMedia, resolved: ResolvedRendition): Promise<MediaStat> {
    const key = renditionKey(recording, resolved);
    const before = await this.#kept(key);
    if (before !== undefined) {
      this.#cache.used(key);
      return before;
    }
    await this.#maker.make(recording, resolved).done;
    const after = await this.#media.stat(key);
    if (after === undefined) throw mediaUnreadable(recording.id);
    return after;
  }

  /** Size and age of a rendition that is in the store; undefined: it has to be converted. */
  async #kept(key: string): Promise<MediaStat | undefined> {
    const resolved = this.#maker.isMaking(key) ? undefined : this.#cache.kept(key);
    const stat = resolved && (await this.#media.stat(key));
    if (resolved === undefined || stat?.bytes !== resolved.bytes) return undefined;
    const { bytes, sha256 } = resolved;
    if (sha256 !== undefined) {
      this.#integrity.watch(key, stat, { bytes, sha256 }, () => this.#cache.drop(key));
    }
    return stat;
  }
}

function etagOf(media: CapturedMedia, resolved: ResolvedRendition): string {
  return `${media.sha256}.${renditionName(resolved)}`;
}

/** @throws TricordError `media-not-ready`. */
function requireEnded(recording: Recording): RecordingWithMedia {
  const { id, media } = recording;
  if (media !== undefined && !isLive(recording)) return { ...recording, media };
  throw new TricordError('media-not-ready', `Recording ${id} has no audio yet`);
}
