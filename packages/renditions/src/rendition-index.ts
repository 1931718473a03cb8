import { type MediaStore, type StoredMedia, TricordError } from '@tricord/core';

/** The key of the index in the media store. */
const INDEX_KEY = 'renditions.index';
const HEADLINE = 'tricord renditions 2';
/** An earlier version, which knew no checksums. */
const EARLIER_HEADLINE = 'tricord renditions 1';
/** A line: bytes, or `-` during the conversion; the checksum, if known; the key. */
const LINE = /^(\d+|-) (?:([0-9a-f]{64}) )?([0-9a-z.-]+)$/;

/** Size and checksum of a rendition. */
export type KnownRendition = Pick<StoredMedia, 'bytes'> & Partial<StoredMedia>;

/**
 * The renditions in the media store, with their sizes and the order of their last use. The index itself is kept in the
 * media store, whose list has no such data. A key is saved before its conversion starts: after a crash, the index may
 * name a rendition that does not exist, but never lacks one that does.
 */
export class RenditionIndex {
  readonly #media: MediaStore;
  /** By key, least recently used first; undefined during the conversion. */
  readonly #renditions = new Map<string, KnownRendition | undefined>();
  #bytes = 0;
  #saving: Promise<void> = Promise.resolve();
  /** A pending save, which will include all changes until it starts. */
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

  /** Undefined also during the conversion. */
  get(key: string): KnownRendition | undefined {
    return this.#renditions.get(key);
  }

  /** The keys, least recently used first. */
  keys(): IterableIterator<string> {
    return this.#renditions.keys();
  }

  /** Marks the rendition as just used; undefined: its conversion is about to start. */
  set(key: string, rendition: KnownRendition | undefined): void {
    this.remove(key);
    this.#renditions.set(key, rendition);
    this.#bytes += rendition?.bytes ?? 0;
  }

  remove(key: string): void {
    this.#bytes -= this.#renditions.get(key)?.bytes ?? 0;
    this.#renditions.delete(key);
  }

  /** Resolves once all changes until now are in the store. */
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
