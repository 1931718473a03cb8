/** A file is no MP3 that we can read; the message says why. */
export class Mp3Error extends Error {
  override readonly name = 'Mp3Error';
}
