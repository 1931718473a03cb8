import type { CapturedMedia } from '../recording.ts';

/** An uploaded audio file, kept in a temporary place until it is stored or discarded. */
export interface ReceivedAudio {
  /**
   * Stores it under the key, as PCM16 WAV. Its format is detected: MP3, or WAV, W64, AIFF or AU with PCM, floating
   * point or G.711; with one or two channels.
   * @throws TricordError `invalid-argument` with parameter `audio` when it cannot be read (the message names what it
   *   is), holds no audio or too much of it; `recorder-full` when there is no space for it. Nothing is stored then.
   */
  store(key: string): Promise<CapturedMedia>;
  /** Deletes the temporary file. Idempotent; stored audio stays. */
  discard(): Promise<void>;
}

/** Receives audio that was recorded elsewhere. */
export interface AudioImports {
  /**
   * Receives a file of any kind. The caller discards it. If the source fails, nothing is kept and the error is
   * thrown.
   * @throws TricordError `busy` when too many are being received; `recorder-full` when there is no space.
   */
  receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedAudio>;
}
