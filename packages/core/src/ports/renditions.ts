import type { Readable } from 'node:stream';
import type { Recording } from '../recording.ts';
import type { ByteRange } from './media-store.ts';

/** An encoding in which a recording's audio can be served. */
export interface Rendition {
  readonly container: 'wav' | 'mp3' | 'raw';
  /** Ignored for MP3. `g722`: raw, one channel of 16 kHz. */
  readonly encoding: 'pcm16' | 'ulaw' | 'alaw' | 'g722';
  /** Undefined: as recorded. */
  readonly sampleRateHz?: number;
  /** Undefined: as recorded. */
  readonly channels?: 1 | 2;
}

/** The stored audio, served unchanged. */
export const AS_RECORDED: Rendition = { container: 'wav', encoding: 'pcm16' };

/** Audio that is ready to be served, whole or by range. */
export interface MediaHandle {
  readonly bytes: number;
  /** Strong entity tag, without quotes: changes whenever the bytes change. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** The caller reads the stream to its end or destroys it. */
  read(range?: ByteRange): Promise<Readable>;
}

/** Audio that is still being converted: its length is not known yet. */
export interface GrowingMedia {
  /** As {@link MediaHandle.etag} once the audio is ready. */
  readonly etag: string;
  /** From the first byte. The caller reads it to its end or destroys it; it fails when the conversion fails. */
  readonly stream: Readable;
}

/** Serves the audio of recordings that have ended, including failed ones, in the renditions that clients ask for. */
export interface Renditions {
  /**
   * The recording's audio as that rendition, converted if necessary.
   * @throws TricordError `media-not-ready` when there is no audio (yet); `media-unreadable` when the audio is
   *   missing from the store or damaged; `invalid-argument` when the rendition is impossible (two channels
   *   of a mono recording).
   */
  open(recording: Recording, rendition: Rendition): Promise<MediaHandle>;
  /**
   * As {@link open}, but resolves as soon as the first bytes of a rendition being converted are available.
   * Undefined when the rendition is ready, or its first bytes are no longer held: {@link open} it then.
   */
  follow(recording: Recording, rendition: Rendition): Promise<GrowingMedia | undefined>;
  /** Deletes all renditions and the stored audio of a recording that is gone from the catalog. */
  forget(recordingId: string): Promise<void>;
}
