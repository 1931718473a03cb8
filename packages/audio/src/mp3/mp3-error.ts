/** A file is not a readable MP3; the message says why. */
export class Mp3Error extends Error {
  override readonly name: string = 'Mp3Error';
}

/** There is no MP3 in a file at all. */
export class NoMp3Error extends Mp3Error {
  override readonly name = 'NoMp3Error';

  constructor() {
    super('Not an MP3: no frame of layer III');
  }
}
