import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ByteRange,
  type KeyPage,
  type KeyQuery,
  type MediaDamage,
  type MediaStore,
  type StoredMedia,
  TricordError,
} from '@tricord/core';

/** The media-store port in memory. It cannot take over files. */
export class MemoryMediaStore implements MediaStore {
  readonly #media = new Map<string, { bytes: Uint8Array; modifiedAt: number }>();

  /** Always throws `internal`. */
  async ingest(key: string, _path: string): Promise<StoredMedia> {
    checkKey(key);
    throw new TricordError('internal', 'MemoryMediaStore holds no files');
  }

  async write(key: string, source: AsyncIterable<Uint8Array>): Promise<StoredMedia> {
    checkKey(key);
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return this.put(key, Buffer.concat(chunks));
  }

  /** Stores `bytes` at once. @param modifiedAt epoch milliseconds. */
  put(key: string, bytes: Uint8Array, modifiedAt = Date.UTC(2026, 0, 2)): StoredMedia {
    checkKey(key);
    this.#media.set(key, { bytes, modifiedAt });
    return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  /** Changes stored bytes like a failing disk would; their age stays the same. */
  damage(key: string, kind: MediaDamage): void {
    const known = this.#media.get(key);
    if (known === undefined) throw new TricordError('internal', `Nothing is under ${key}`);
    if (kind === 'missing') {
      this.#media.delete(key);
      return;
    }
    const cut = known.bytes.slice(0, -1);
    const flipped = Buffer.of(~(known.bytes.at(-1) ?? 0));
    this.put(key, kind === 'truncated' ? cut : Buffer.concat([cut, flipped]), known.modifiedAt);
  }

  async stat(key: string): Promise<{ bytes: number; modifiedAt: number } | undefined> {
    checkKey(key);
    const media = this.#media.get(key);
    return media && { bytes: media.bytes.length, modifiedAt: media.modifiedAt };
  }

  async read(key: string, range?: ByteRange): Promise<Readable | undefined> {
    checkKey(key);
    const media = this.#media.get(key);
    if (media === undefined) return undefined;
    const { start, end } = range ?? { start: 0, end: media.bytes.length - 1 };
    return Readable.from([Buffer.from(media.bytes.subarray(start, end + 1))], {
      objectMode: false,
    });
  }

  async copy(from: string, to: string): Promise<StoredMedia | undefined> {
    checkKey(from);
    checkKey(to);
    const media = this.#media.get(from);
    return media && this.put(to, media.bytes);
  }

  async delete(key: string): Promise<boolean> {
    checkKey(key);
    return this.#media.delete(key);
  }

  async list({ limit, after }: KeyQuery): Promise<KeyPage> {
    if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw invalid('limit');
    if (after?.startsWith('after ') === false) throw invalid('after');
    const from = after?.slice('after '.length) ?? '';
    const left = [...this.#media.keys()].sort().filter((key) => key > from);
    const keys = left.slice(0, limit);
    return left.length > limit ? { keys, next: `after ${keys.at(-1)}` } : { keys };
  }

  async freeBytes(): Promise<number | undefined> {
    return undefined;
  }
}

function checkKey(key: string): void {
  if (!/^[0-9a-z-]+(\.[0-9a-z]+)*$/.test(key)) {
    throw new TricordError('invalid-argument', `Not a media key: ${JSON.stringify(key)}`);
  }
}

function invalid(parameter: string): TricordError {
  return new TricordError('invalid-argument', `Invalid ${parameter}`, { details: { parameter } });
}
