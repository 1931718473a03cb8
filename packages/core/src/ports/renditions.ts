import type { Readable } from 'node:stream';
import type { Recording } from '../recording.ts';
import type { ByteRange } from './media-store.ts';

/** A form in which a recording's audio can be served. */
export interface Rendition {
  readonly container: 'wav' | 'mp3' | 'raw';
  /** Ignored for MP3. */
  readonly encoding: 'pcm16' | 'ulaw' | 'alaw';
  /** Undefined: as recorded. */
  readonly sampleRateHz?: number;
  /** Undefined: as recorded. */
  readonly channels?: 1 | 2;
}

/** What the recorder stores, served as it is. */
export const AS_RECORDED: Rendition = { container: 'wav', encoding: 'pcm16' };

/** Audio that is ready to be served, whole or by range. */
export interface MediaHandle {
  readonly bytes: number;
  /** Strong entity tag without quotes: changes whenever the bytes do. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** The caller reads the stream to its end or destroys it. */
  read(range?: ByteRange): Promise<Readable>;
}

/** Audio that is being made: how long it will be is not known yet. */
export interface MediaInMaking {
  /** The one that it will have, see {@link MediaHandle.etag}. */
  readonly etag: string;
  /** From the first byte on. The caller reads it to its end or destroys it; it fails as the making does. */
  readonly stream: Readable;
}

/** Serves the audio of recordings that have ended, also of failed ones, in the forms that clients ask for. */
export interface Renditions {
  /**
   * The recording's audio in that form, made if need be.
   * @throws TricordError `media-not-ready` when it holds no audio (yet); `media-unreadable` when the
   *   store has lost it, or what it has is not what was recorded; `invalid-argument` when the form is
   *   impossible (two channels of a mono one).
   */
  open(recording: Recording, rendition: Rendition): Promise<MediaHandle>;
  /**
   * As {@link open}, for who does not want to wait: resolves when the first of it is there. Undefined when it is
   * ready, or when its beginning has passed: {@link open} it then.
   */
  follow(recording: Recording, rendition: Rendition): Promise<MediaInMaking | undefined>;
  /** Deletes the audio of a recording that is gone from the catalog, in all its forms. */
  forget(recordingId: string): Promise<void>;
}
