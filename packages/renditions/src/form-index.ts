import { type MediaStore, type StoredMedia, TricordError } from '@tricord/core';

/** Where the index lies in the media store. */
const INDEX_KEY = 'renditions.index';
const HEADLINE = 'tricord renditions 2';
/** An earlier version, which knew no checksums. */
const EARLIER_HEADLINE = 'tricord renditions 1';
/** A line: bytes, or `-` while nobody knows; the checksum if it is known; the key. */
const LINE = /^(\d+|-) (?:([0-9a-f]{64}) )?([0-9a-z.-]+)$/;

/** A form as it was made. */
export type KnownForm = Pick<StoredMedia, 'bytes'> & Partial<StoredMedia>;

/**
 * Which forms the media store keeps, how large they are and which was used last. The index itself
 * lies in the media store, whose list tells neither sizes nor checksums nor uses. A key is written there before its form is
 * made: after a crash the index may name a form that is not there, but never misses one.
 */
export class FormIndex {
  readonly #media: MediaStore;
  /** By key, least recently used first; undefined while the form is being made. */
  readonly #forms = new Map<string, KnownForm | undefined>();
  #bytes = 0;
  #saving: Promise<void> = Promise.resolve();
  /** A save that has not begun, and will have all that has changed until it does. */
  #nextSave: Promise<void> | undefined;

  private constructor(media: MediaStore) {
    this.#media = media;
  }

  /** @throws TricordError `internal` when the index is damaged or of a newer version. */
  static async open(media: MediaStore): Promise<FormIndex> {
    const index = new FormIndex(media);
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

  /** Bytes of all forms. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#forms.size;
  }

  /** Undefined also while it is being made. */
  get(key: string): KnownForm | undefined {
    return this.#forms.get(key);
  }

  /** The keys, least recently used first. */
  keys(): IterableIterator<string> {
    return this.#forms.keys();
  }

  /** Notes that the form was used now; undefined: it is about to be made. */
  set(key: string, form: KnownForm | undefined): void {
    this.remove(key);
    this.#forms.set(key, form);
    this.#bytes += form?.bytes ?? 0;
  }

  remove(key: string): void {
    this.#bytes -= this.#forms.get(key)?.bytes ?? 0;
    this.#forms.delete(key);
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
    const lines = [...this.#forms].map(([key, form]) =>
      [form?.bytes ?? '-', ...(form?.sha256 === undefined ? [] : [form.sha256]), key].join(' '),
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
