import { Piscina } from 'piscina';
import type { AudioForm } from '../conversion/audio-form.ts';
import { ConversionJob } from './conversion-job.ts';
import type { ConversionTask } from './messages.ts';

/** The built worker: the same file whether this one runs from `src` or from `dist`. */
const WORKER = new URL('../../dist/workers/conversion-worker.js', import.meta.url).href;
/** A thread that has had nothing to do for so long ends. */
const IDLE_TIMEOUT_MS = 30_000;
/** Conversions that wait for a thread; more are refused. */
const MAX_WAITING = 1000;

const MP3: AudioForm = { container: 'mp3', encoding: 'pcm16' };

export interface ConversionOptions {
  /** Gives the conversion up; iterating then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Length of the WAV file; needed only when its header does not say it. */
  readonly wavBytes?: number;
}

/**
 * Worker threads that encode MP3 and make every other form of a WAV file, so that the event loop is
 * free for live calls. Each thread works at one file at a time; others wait for their turn. Input is
 * read and output made only as fast as the caller takes it.
 */
export class Mp3WorkerPool {
  readonly #threads: Piscina;
  readonly #jobs = new Set<ConversionJob>();
  #closing: Promise<void> | undefined;

  private constructor(threads: Piscina) {
    this.#threads = threads;
    // A thread that broke outside of its task: without this, tasks that wait for it would hang.
    threads.on('error', (error) => this.#failAll(error));
  }

  /**
   * Starts one thread, and more, up to `threads`, as they are needed.
   * @throws Error when the thread cannot be started.
   */
  static async open({ threads }: { readonly threads: number }): Promise<Mp3WorkerPool> {
    const piscina = new Piscina({
      filename: WORKER,
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: IDLE_TIMEOUT_MS,
      maxQueue: MAX_WAITING,
    });
    const pool = new Mp3WorkerPool(piscina);
    const broken = new Promise<never>((_, reject) => piscina.once('error', reject));
    try {
      await Promise.race([piscina.run(undefined, { name: 'ready' }), broken]);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** The bytes of a WAV file as MP3 that plays exactly as long. Errors are those of {@link convert}. */
  encode(
    wav: AsyncIterable<Uint8Array>,
    options: ConversionOptions = {},
  ): AsyncGenerator<Uint8Array> {
    return this.convert(wav, MP3, options);
  }

  /**
   * The bytes of a WAV file in another form, as they are made. `wav` is not begun before its
   * turn comes, and once begun it is closed in any case.
   * @throws WavError when it is no WAV file that we can read; RangeError when the form cannot be made
   *   of it; what `wav` throws; Error when the pool is closed.
   */
  async *convert(
    wav: AsyncIterable<Uint8Array>,
    form: AudioForm,
    { signal, wavBytes }: ConversionOptions = {},
  ): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    if (this.#closing !== undefined) throw new Error('The worker pool is closed');
    const job = ConversionJob.open(wav, { form, wavBytes }, (task, unstarted) =>
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

  /** Gives up all conversions and ends the threads. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#failAll(new Error('The worker pool is closed'));
    await this.#threads.destroy();
  }

  #failAll(error: unknown): void {
    for (const job of this.#jobs) job.fail(error);
  }

  async #run(task: ConversionTask, signal: AbortSignal): Promise<void> {
    await this.#threads.run(task, { name: 'convert', transferList: [task.port], signal });
  }
}
