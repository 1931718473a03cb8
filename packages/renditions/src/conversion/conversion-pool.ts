import type { AudioFormat } from '@tricord/audio';
import { Piscina } from 'piscina';
import { ConversionJob } from './conversion-job.ts';
import type { ConversionTask } from './messages.ts';

/** The built worker, whether this module runs from `src` or from `dist`. */
const WORKER = new URL('../../dist/conversion/conversion-worker.js', import.meta.url).href;
/** How long an idle thread is kept. */
const IDLE_TIMEOUT_MS = 30_000;
/** The most conversions that wait for a thread; further ones are refused. */
const MAX_WAITING = 1000;

const MP3: AudioFormat = { container: 'mp3', encoding: 'pcm16' };

export interface ConversionOptions {
  /** Aborts the conversion; iterating then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Length of the WAV file; needed only when its header does not have it. */
  readonly wavBytes?: number;
}

/**
 * Worker threads that convert WAV files to MP3 and other formats, which keeps the event loop free for live
 * calls. Each thread converts one file at a time; further conversions are queued. Input is read and output
 * produced only as fast as the caller consumes it.
 */
export class ConversionPool {
  readonly #threads: Piscina;
  readonly #jobs = new Set<ConversionJob>();
  #closing: Promise<void> | undefined;

  private constructor(threads: Piscina) {
    this.#threads = threads;
    // A thread that fails outside of its task: without this, tasks that wait for it would hang.
    threads.on('error', (error) => this.#failAll(error));
  }

  /**
   * Starts one thread, and more, up to `threads`, as they are needed.
   * @throws Error when the thread cannot be started.
   */
  static async open({ threads }: { readonly threads: number }): Promise<ConversionPool> {
    const piscina = new Piscina({
      filename: WORKER,
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: IDLE_TIMEOUT_MS,
      maxQueue: MAX_WAITING,
    });
    const pool = new ConversionPool(piscina);
    const broken = new Promise<never>((_, reject) => piscina.once('error', reject));
    try {
      await Promise.race([piscina.run(undefined, { name: 'ready' }), broken]);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** Converts a WAV file to MP3 of exactly the same length. Throws as {@link convert}. */
  encode(
    wav: AsyncIterable<Uint8Array>,
    options: ConversionOptions = {},
  ): AsyncGenerator<Uint8Array> {
    return this.convert(wav, MP3, options);
  }

  /**
   * Converts a WAV file to another format, and yields bytes as they are produced. `wav` is not read before a
   * thread is free, and once reading has begun it is always closed.
   * @throws WavError when it is not a readable WAV file; RangeError when it cannot be converted to that format;
   *   what `wav` throws; Error when the pool is closed.
   */
  async *convert(
    wav: AsyncIterable<Uint8Array>,
    format: AudioFormat,
    { signal, wavBytes }: ConversionOptions = {},
  ): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    if (this.#closing !== undefined) throw new Error('The conversion pool is closed');
    const job = ConversionJob.open(wav, { format, wavBytes }, (task, unstarted) =>
      this.#run(task, unstarted),
    );
    const abort = () => job.fail(signal?.reason);
    signal?.addEventListener('abort', abort);
    this.#jobs.add(job);
    try {
      for (let piece = await job.next(); piece !== undefined; piece = await job.next()) yield piece;
    } finally {
      this.#jobs.delete(job);
      signal?.removeEventListener('abort', abort);
      await job.close();
    }
  }

  /** Aborts all conversions and ends the threads. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#failAll(new Error('The conversion pool is closed'));
    await this.#threads.destroy();
  }

  #failAll(error: unknown): void {
    for (const job of this.#jobs) job.fail(error);
  }

  async #run(task: ConversionTask, signal: AbortSignal): Promise<void> {
    await this.#threads.run(task, { name: 'convert', transferList: [task.port], signal });
  }
}
