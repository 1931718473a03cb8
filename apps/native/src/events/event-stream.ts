import {
  type Clock,
  isJournaled,
  isRecordingEvent,
  type JournalCatalog,
  type Timer,
  type TricordEvent,
} from '@tricord/core';
import type { Response } from 'express';
import { type EventFilter, eventFits, toWireEvent } from '../mappers/event.ts';

/** How long a client may not read, milliseconds. */
const SLOW_MS = 30_000;
const HEARTBEAT_MS = 15_000;
/** How many events that the journal does not keep may wait for a client. */
const MOST_WAITING = 1000;
const PAGE = 100;

export interface EventStreamOptions {
  readonly journal: JournalCatalog;
  readonly clock: Pick<Clock, 'after' | 'every'>;
  readonly accountId: string;
  readonly filter: EventFilter;
  /** What comes after this position of the journal is sent. */
  readonly position: number;
  /** Called when the client is disconnected because it does not read. */
  readonly cutOff: () => void;
}

/**
 * Sends events to one client, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * Events that are journaled are read from the journal as fast as the client reads; only the others wait in memory.
 */
export class EventStream {
  readonly #res: Response;
  readonly #options: EventStreamOptions;
  readonly #heartbeat: Timer;
  #position: number;
  #waiting: TricordEvent[] = [];
  #again = false;
  #sending: Promise<void> | undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(res: Response, options: EventStreamOptions) {
    this.#res = res;
    this.#options = options;
    this.#position = options.position;
    this.#heartbeat = options.clock.every(HEARTBEAT_MS, () => this.#beat());
  }

  /**
   * Sends what happens until the client has gone, or the stream is closed.
   * @throws what the journal throws; then the response must be broken off.
   */
  async run(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#res.once('close', resolve));
    const failed = new Promise<never>((_resolve, reject) => {
      this.#fail = reject;
    });
    this.#res.type('text/event-stream').set('X-Accel-Buffering', 'no');
    // An id without data is no event, and is what the client resumes from.
    this.#res.write(`retry: 3000\nid: ${this.#position}\n\n`);
    this.#wake();
    try {
      await Promise.race([gone, failed]);
    } finally {
      this.#heartbeat.cancel();
    }
  }

  /** Takes an event that was just published. */
  take(event: TricordEvent): void {
    if (event.accountId !== this.#options.accountId || this.#isOver) return;
    if (!isRecordingEvent(event) || !isJournaled(event.type)) {
      if (!eventFits(event, this.#options.filter)) return;
      if (this.#waiting.push(event) > MOST_WAITING) {
        this.#cutOff();
        return;
      }
    }
    this.#wake();
  }

  /** Sends what has happened so far, and ends. */
  async close(): Promise<void> {
    this.#heartbeat.cancel();
    await this.#sending;
    if (!this.#isOver) this.#res.end();
  }

  get #isOver(): boolean {
    return this.#res.destroyed || this.#res.writableEnded;
  }

  #wake(): void {
    this.#again = true;
    this.#sending ??= this.#send()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#sending = undefined;
      });
  }

  async #send(): Promise<void> {
    while (this.#again && !this.#isOver) {
      this.#again = false;
      // What is in the journal by now was published before these, or at the same time.
      const waiting = this.#waiting.splice(0);
      await this.#sendJournaled();
      for (const event of waiting) await this.#write(textOf(event));
    }
  }

  async #sendJournaled(): Promise<void> {
    const { journal, accountId, filter } = this.#options;
    for (;;) {
      const entries = await journal.after(accountId, this.#position, PAGE);
      for (const { position, event } of entries) {
        if (eventFits(event, filter)) await this.#write(`id: ${position}\n${textOf(event)}`);
        if (this.#isOver) return;
        this.#position = position;
      }
      if (entries.length < PAGE) return;
    }
  }

  /** Resolves once the client has read enough to take more, or has gone. */
  async #write(text: string): Promise<void> {
    const res = this.#res;
    if (this.#isOver || text === '' || res.write(text)) return;
    const slow = this.#options.clock.after(SLOW_MS, () => this.#cutOff());
    await new Promise<void>((resolve) => {
      const done = () => {
        res.off('drain', done).off('close', done);
        resolve();
      };
      res.once('drain', done).once('close', done);
    });
    slow.cancel();
  }

  #beat(): void {
    if (this.#sending !== undefined || this.#isOver || this.#res.writableNeedDrain) return;
    this.#res.write(`: heartbeat\nid: ${this.#position}\n\n`);
  }

  #cutOff(): void {
    if (this.#res.destroyed) return;
    this.#options.cutOff();
    this.#res.destroy();
  }
}

function textOf(event: TricordEvent): string {
  const wire = toWireEvent(event);
  return wire === undefined ? '' : `event: ${wire.type}\ndata: ${JSON.stringify(wire)}\n\n`;
}
