import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WavError } from '@tricord/audio';
import type { ConversionTask, FromWorker, ToWorker } from './messages.ts';

/** The most input that is passed to the thread at once: a few milliseconds of work. */
const MAX_INPUT_BYTES = 64 * 1024;

interface Waiting {
  resolve(bytes: Uint8Array | undefined): void;
  reject(error: unknown): void;
}

/**
 * The caller's end of one conversion in a worker thread. {@link next} must not be called again before it
 * has settled; whoever opens the job closes it.
 */
export class ConversionJob {
  readonly #port: MessagePort;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #unstarted = new AbortController();
  #rest: Uint8Array = new Uint8Array(0);
  #sourceEnded = false;
  #reading = false;
  #started = false;
  #waiting: Waiting | undefined;
  #failure: { readonly error: unknown } | undefined;

  private constructor(port: MessagePort, wav: AsyncIterable<Uint8Array>) {
    this.#port = port;
    this.#source = wav[Symbol.asyncIterator]();
    port.on('message', (message: FromWorker) => this.#receive(message));
  }

  /** @param run passes the task to a thread; rejects when the thread could not finish it. */
  static open(
    wav: AsyncIterable<Uint8Array>,
    task: Omit<ConversionTask, 'port'>,
    run: (task: ConversionTask, signal: AbortSignal) => Promise<void>,
  ): ConversionJob {
    const { port1, port2 } = new MessageChannel();
    const job = new ConversionJob(port1, wav);
    run({ ...task, port: port2 }, job.#unstarted.signal).catch((error) => job.fail(error));
    return job;
  }

  /** The next chunk of output, or undefined after the last. */
  next(): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure.error);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#post({ type: 'pull' });
    });
  }

  /** Makes {@link next} throw `error`, including a call that is pending. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#waiting?.reject(this.#failure.error);
    this.#waiting = undefined;
  }

  /** Aborts the conversion if it is not done, and closes the source. */
  async close(): Promise<void> {
    this.#port.close();
    // Once started, the closed port ends the task; aborting it would cost the thread.
    if (!this.#started) this.#unstarted.abort();
    const closed = this.#source.return?.();
    // While a read hangs, the source closes only after it; nobody waits for that.
    if (this.#reading) closed?.catch(() => undefined);
    else await closed;
  }

  #receive(message: FromWorker): void {
    this.#started = true;
    switch (message.type) {
      case 'need-input':
        this.#feed().catch((error) => this.fail(error));
        return;
      case 'output':
        this.#answer(message.bytes);
        return;
      case 'done':
        this.#answer(undefined);
        return;
      case 'failed':
        this.fail(errorOf(message));
    }
  }

  #answer(bytes: Uint8Array | undefined): void {
    this.#waiting?.resolve(bytes);
    this.#waiting = undefined;
  }

  async #feed(): Promise<void> {
    while (this.#rest.length === 0 && !this.#sourceEnded) {
      await this.#read();
    }
    if (this.#rest.length === 0) {
      this.#post({ type: 'input-end' });
      return;
    }
    // A copy: transferring a view would transfer the whole buffer behind it.
    const bytes = Uint8Array.from(this.#rest.subarray(0, MAX_INPUT_BYTES));
    this.#rest = this.#rest.subarray(bytes.length);
    this.#post({ type: 'input', bytes }, [bytes.buffer]);
  }

  async #read(): Promise<void> {
    this.#reading = true;
    try {
      const next = await this.#source.next();
      if (next.done === true) this.#sourceEnded = true;
      else this.#rest = next.value;
    } finally {
      this.#reading = false;
    }
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

function errorOf({ fault, message }: Extract<FromWorker, { type: 'failed' }>): Error {
  switch (fault) {
    case 'wav':
      return new WavError(message);
    case 'format':
      return new RangeError(message);
    case 'internal':
      return new Error(message);
  }
}
