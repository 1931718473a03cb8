/** A file is not a readable MP3; the message says why. */
export class Mp3Error extends Error {
  override readonly name = 'Mp3Error';
}
