/** A file is not audio that can be read; the message says what it is, or what is wrong with it. */
export class AudioFileError extends Error {
  override readonly name = 'AudioFileError';
}
