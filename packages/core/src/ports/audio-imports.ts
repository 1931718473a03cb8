import type { CapturedMedia } from '../recording.ts';

/** An audio file that somebody sent, kept aside until it is stored or given up. */
export interface ReceivedAudio {
  /**
   * Puts it into the media store under the key, as PCM16 WAV. What the file is, its bytes say: WAV (PCM
   * of 8 or 16 bits, G.711) or MP3, of one or two channels.
   * @throws TricordError `invalid-argument` with parameter `audio` when it cannot be read, holds no audio
   *   or too much of it; `recorder-full` when there is no room for it. Nothing is stored then.
   */
  store(key: string): Promise<CapturedMedia>;
  /** Forgets the file. Idempotent; what was stored stays. */
  discard(): Promise<void>;
}

/** Takes in audio that was recorded elsewhere. */
export interface AudioImports {
  /**
   * Keeps a file aside, whatever it is. The caller discards it. When the source fails, nothing is kept
   * and the error is thrown.
   * @throws TricordError `busy` when too many are being received; `recorder-full` when there is no room.
   */
  receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedAudio>;
}
