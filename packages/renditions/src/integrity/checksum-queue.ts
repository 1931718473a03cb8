import type { Readable } from 'node:stream';
import { type Clock, digestOf, type MediaStore, type StoredMedia, type Timer } from '@tricord/core';

/** Something in the store whose checksum is to be compared. */
export interface ChecksumTask {
  readonly key: string;
  /** As the store describes it now: looked at once, and again when this changes. */
  readonly stat: { readonly bytes: number; readonly modifiedAt: number };
  /**
   * Told what was read; undefined: there is nothing any more. Must not reject.
   * @returns whether that was as it should be.
   */
  readonly onRead: (found: StoredMedia | undefined) => Promise<boolean>;
  /** Told that it could not be read. */
  readonly onFailure: (error: unknown) => void;
}

export interface ChecksumQueueOptions {
  readonly media: Pick<MediaStore, 'read'>;
  readonly clock: Clock;
}

/** What waits beyond this is left out; the next request for it brings it back. */
const MAX_WAITING = 1000;
/** So many results are remembered; what was looked at longest ago is forgotten, and looked at again. */
const MAX_REMEMBERED = 100_000;
/** Between two pieces of 256 KiB others have the disk and the event loop: 13 MB/s at most, milliseconds. */
const PAUSE_MS = 20;
/** What was not as it should be, or could not be read, is looked at again so long after: somebody may have brought it back. */
const AGAIN_MS = 60_000;

interface Result {
  readonly version: string;
  readonly kind: 'good' | 'bad' | 'failed';
  /** Monotonic. */
  readonly atMs: number;
}

/** Reads what is stored, one thing after the other and slowly, for the sake of its checksum. */
export class ChecksumQueue {
  readonly #media: Pick<MediaStore, 'read'>;
  readonly #clock: Clock;
  /** By key, in order. */
  readonly #waiting = new Map<string, ChecksumTask>();
  /** By key, that of the last look first forgotten. */
  readonly #results = new Map<string, Result>();
  #working: Promise<void> | undefined;
  #reading: { readonly key: string; stream?: Readable } | undefined;
  #pause: { readonly timer: Timer; readonly end: () => void } | undefined;
  #closed = false;

  constructor({ media, clock }: ChecksumQueueOptions) {
    this.#media = media;
    this.#clock = clock;
  }

  /** Has something looked at, unless it was, or is about to be. Never waits. */
  add(task: ChecksumTask): void {
    const { key } = task;
    if (this.#closed || this.#waiting.has(key) || this.#reading?.key === key) return;
    if (this.#waiting.size >= MAX_WAITING || this.#isKnown(task)) return;
    this.#waiting.set(key, task);
    this.#working ??= this.#work();
  }

  /** Whether it was not as it should be, and has not changed since. */
  foundBad(key: string, stat: ChecksumTask['stat']): boolean {
    const known = this.#results.get(key);
    return known?.kind === 'bad' && known.version === versionOf(stat);
  }

  /** Has it looked at again the next time that it is added. */
  forget(key: string): void {
    this.#results.delete(key);
  }

  /** Resolves once nothing waits. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** Gives up what it reads and what waits. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    this.#reading?.stream?.destroy();
    this.#pause?.timer.cancel();
    this.#pause?.end();
    await this.#working;
  }

  #isKnown({ key, stat }: ChecksumTask): boolean {
    const known = this.#results.get(key);
    if (known?.version !== versionOf(stat)) return false;
    return known.kind === 'good' || this.#clock.monotonicMs() - known.atMs < AGAIN_MS;
  }

  async #work(): Promise<void> {
    for (const [key, task] of this.#waiting) {
      this.#reading = { key };
      this.#waiting.delete(key);
      await this.#look(task);
    }
    this.#reading = undefined;
    this.#working = undefined;
  }

  async #look(task: ChecksumTask): Promise<void> {
    try {
      const found = await this.#read(task.key);
      if (!this.#closed) this.#remember(task, (await task.onRead(found)) ? 'good' : 'bad');
    } catch (error) {
      if (this.#closed) return;
      this.#remember(task, 'failed');
      task.onFailure(error);
    }
  }

  async #read(key: string): Promise<StoredMedia | undefined> {
    const stream = await this.#media.read(key);
    if (stream === undefined) return undefined;
    this.#reading = { key, stream };
    if (this.#closed) stream.destroy();
    return digestOf(this.#slowly(stream));
  }

  async *#slowly(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      yield piece;
      if (!this.#closed) await this.#rest();
    }
  }

  #rest(): Promise<void> {
    return new Promise((end) => {
      this.#pause = { timer: this.#clock.after(PAUSE_MS, end), end };
    });
  }

  #remember({ key, stat }: ChecksumTask, kind: Result['kind']): void {
    this.#results.delete(key);
    this.#results.set(key, { version: versionOf(stat), kind, atMs: this.#clock.monotonicMs() });
    const [oldest] = this.#results.keys();
    if (this.#results.size > MAX_REMEMBERED && oldest !== undefined) this.#results.delete(oldest);
  }
}

function versionOf({ bytes, modifiedAt }: ChecksumTask['stat']): string {
  return `${bytes} ${modifiedAt}`;
}
