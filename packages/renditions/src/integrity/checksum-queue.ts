import type { Readable } from 'node:stream';
import { type Clock, digestOf, type MediaStore, type StoredMedia, type Timer } from '@tricord/core';

/** Stored bytes whose checksum is to be compared. */
export interface ChecksumTask {
  readonly key: string;
  /** The store's current description: checked once, and again when it changes. */
  readonly stat: { readonly bytes: number; readonly modifiedAt: number };
  /**
   * Called with what was read; undefined: it no longer exists. Must not reject.
   * @returns whether it matched.
   */
  readonly onRead: (found: StoredMedia | undefined) => Promise<boolean>;
  /** Called if it could not be read. */
  readonly onFailure: (error: unknown) => void;
}

export interface ChecksumQueueOptions {
  readonly media: Pick<MediaStore, 'read'>;
  readonly clock: Clock;
}

/** The maximum queue length; what is dropped is queued again by the next request. */
const MAX_WAITING = 1000;
/** How many results are remembered; the oldest ones are forgotten, and checked again. */
const MAX_REMEMBERED = 100_000;
/** Pause between chunks of 256 KiB, which leaves disk and event loop to others: at most 13 MB/s; milliseconds. */
const PAUSE_MS = 20;
/** When a mismatch or read error is checked again, in case the audio was restored. */
const AGAIN_MS = 60_000;

interface Result {
  readonly version: string;
  readonly kind: 'good' | 'bad' | 'failed';
  /** Monotonic. */
  readonly atMs: number;
}

/** Computes checksums of stored bytes, one at a time and throttled. */
export class ChecksumQueue {
  readonly #media: Pick<MediaStore, 'read'>;
  readonly #clock: Clock;
  /** By key, in order. */
  readonly #waiting = new Map<string, ChecksumTask>();
  /** By key, oldest check first. */
  readonly #results = new Map<string, Result>();
  #working: Promise<void> | undefined;
  #reading: { readonly key: string; stream?: Readable } | undefined;
  #pause: { readonly timer: Timer; readonly end: () => void } | undefined;
  #closed = false;

  constructor({ media, clock }: ChecksumQueueOptions) {
    this.#media = media;
    this.#clock = clock;
  }

  /** Queues a check, unless it was done or is queued. Never waits. */
  add(task: ChecksumTask): void {
    const { key } = task;
    if (this.#closed || this.#waiting.has(key) || this.#reading?.key === key) return;
    if (this.#waiting.size >= MAX_WAITING || this.#isKnown(task)) return;
    this.#waiting.set(key, task);
    this.#working ??= this.#work();
  }

  /** Whether the last check was a mismatch, and nothing has changed since. */
  foundBad(key: string, stat: ChecksumTask['stat']): boolean {
    const known = this.#results.get(key);
    return known?.kind === 'bad' && known.version === versionOf(stat);
  }

  /** Forgets a result: it is checked again the next time it is added. */
  forget(key: string): void {
    this.#results.delete(key);
  }

  /** Resolves once the queue is empty. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** Aborts the running check and clears the queue. Idempotent. */
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
