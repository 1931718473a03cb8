import { type MediaStore, type StoredMedia, TricordError } from '@tricord/core';

/** Where the index lies in the media store. */
const INDEX_KEY = 'renditions.index';
const HEADLINE = 'tricord renditions 2';
/** An earlier version, which knew no checksums. */
const EARLIER_HEADLINE = 'tricord renditions 1';
/** A line: bytes, or `-` while nobody knows; the checksum if it is known; the key. */
const LINE = /^(\d+|-) (?:([0-9a-f]{64}) )?([0-9a-z.-]+)$/;

/** A rendition as it was made. */
export type KnownRendition = Pick<StoredMedia, 'bytes'> & Partial<StoredMedia>;

/**
 * Which renditions the media store keeps, how large they are and which was used last. The index itself
 * lies in the media store, whose list tells neither sizes nor checksums nor uses. A key is written there before its rendition is
 * made: after a crash the index may name a rendition that is not there, but never misses one.
 */
export class RenditionIndex {
  readonly #media: MediaStore;
  /** By key, least recently used first; undefined while the rendition is being made. */
  readonly #renditions = new Map<string, KnownRendition | undefined>();
  #bytes = 0;
  #saving: Promise<void> = Promise.resolve();
  /** A save that has not begun, and will have all that has changed until it does. */
  #nextSave: Promise<void> | undefined;

  private constructor(media: MediaStore) {
    this.#media = media;
  }

  /** @throws TricordError `internal` when the index is damaged or of a newer version. */
  static async open(media: MediaStore): Promise<RenditionIndex> {
    const index = new RenditionIndex(media);
    const stream = await media.read(INDEX_KEY);
    if (stream === undefined) return index;
    const lines = (await stream.setEncoding('utf8').toArray()).join('').split('\n');
    const headline = lines.shift();
    const isOurs = headline === HEADLINE || headline === EARLIER_HEADLINE;
    if (!isOurs || lines.pop() !== '') throw damaged();
    for (const line of lines) {
      const [, bytes, sha256, key] = LINE.exec(line) ?? [];
      if (bytes === undefined || key === undefined) throw damaged();
      const known = bytes === '-' ? (await media.stat(key))?.bytes : Number(bytes);
      if (known === undefined) continue;
      index.set(key, { bytes: known, ...(sha256 === undefined ? {} : { sha256 }) });
    }
    return index;
  }

  /** Bytes of all renditions. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#renditions.size;
  }

  /** Undefined also while it is being made. */
  get(key: string): KnownRendition | undefined {
    return this.#renditions.get(key);
  }

  /** The keys, least recently used first. */
  keys(): IterableIterator<string> {
    return this.#renditions.keys();
  }

  /** Notes that the rendition was used now; undefined: it is about to be made. */
  set(key: string, rendition: KnownRendition | undefined): void {
    this.remove(key);
    this.#renditions.set(key, rendition);
    this.#bytes += rendition?.bytes ?? 0;
  }

  remove(key: string): void {
    this.#bytes -= this.#renditions.get(key)?.bytes ?? 0;
    this.#renditions.delete(key);
  }

  /** Resolves once all that has changed until now is in the store. */
  save(): Promise<void> {
    this.#nextSave ??= this.#saveAfter(this.#saving);
    return this.#nextSave;
  }

  async #saveAfter(previous: Promise<void>): Promise<void> {
    await previous.catch(() => undefined);
    this.#nextSave = undefined;
    this.#saving = this.#write();
    await this.#saving;
  }

  async #write(): Promise<void> {
    const lines = [...this.#renditions].map(([key, rendition]) =>
      [
        rendition?.bytes ?? '-',
        ...(rendition?.sha256 === undefined ? [] : [rendition.sha256]),
        key,
      ].join(' '),
    );
    const text = Buffer.from([HEADLINE, ...lines, ''].join('\n'));
    await this.#media.write(
      INDEX_KEY,
      (async function* () {
        yield text;
      })(),
    );
  }
}

function damaged(): TricordError {
  return new TricordError('internal', `The list of renditions (${INDEX_KEY}) is damaged`);
}
