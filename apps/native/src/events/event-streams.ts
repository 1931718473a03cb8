import { type CoreDeps, type JournalSpan, TricordError } from '@tricord/core';
import { HttpError, type Principal } from '@tricord/http-kit';
import type { Response } from 'express';
import type { EventFilter } from '../mappers/event.ts';
import { EventStream } from './event-stream.ts';

/** How many clients of an account can follow its events at once. */
const MOST_PER_ACCOUNT = 100;

/** What is counted of streams. */
export interface EventStreamWatch {
  opened(): void;
  closed(): void;
  /** A client was disconnected because it did not read. */
  cutOff(): void;
}

export interface EventSubscription {
  /** Who follows the events of its account. */
  readonly principal: Principal;
  /** Whether its key is still configured. */
  readonly isValid: (principal: Principal) => boolean;
  readonly filter: EventFilter;
  /** The id of the last event that the client has received; undefined: it begins now. */
  readonly lastEventId?: number;
}

/** The clients that follow events. */
export class EventStreams {
  readonly #watch: EventStreamWatch;
  readonly #streams = new Map<EventStream, Principal>();
  #isClosed = false;

  constructor(watch: EventStreamWatch) {
    this.#watch = watch;
  }

  /**
   * Sends events until the client has gone or {@link close}.
   * @throws TricordError `events-not-kept`; `busy` when the account has too many streams; `recorder-draining` during a
   *   shutdown.
   */
  async follow(
    res: Response,
    { catalog: { journal }, events, clock }: Pick<CoreDeps, 'catalog' | 'events' | 'clock'>,
    { principal, isValid, filter, lastEventId }: EventSubscription,
  ): Promise<void> {
    const { accountId } = principal;
    const span = await journal.span();
    if (!isValid(principal)) throw new HttpError({ kind: 'unauthenticated' });
    this.#refuse(accountId);
    const position = lastEventId ?? span.last;
    requireKept(position, span);
    const cutOff = () => this.#watch.cutOff();
    const stream = new EventStream(res, { journal, clock, accountId, filter, position, cutOff });
    const unsubscribe = events.subscribe((event) => stream.take(event));
    this.#streams.set(stream, principal);
    this.#watch.opened();
    try {
      await stream.run();
    } finally {
      unsubscribe();
      this.#streams.delete(stream);
      this.#watch.closed();
    }
  }

  /** Ends the streams of these clients, once they have sent what has happened so far. */
  endOf(isMeant: (principal: Principal) => boolean): void {
    for (const [stream, principal] of this.#streams) if (isMeant(principal)) void stream.close();
  }

  /** Ends all streams, once they have sent what has happened so far. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#streams.keys()].map((stream) => stream.close()));
  }

  #refuse(accountId: string): void {
    if (this.#isClosed) throw new TricordError('recorder-draining', 'Shutting down');
    const open = [...this.#streams.values()].filter((one) => one.accountId === accountId).length;
    if (open < MOST_PER_ACCOUNT) return;
    const text = `The account has ${MOST_PER_ACCOUNT} event streams open already`;
    throw new TricordError('busy', text);
  }
}

function requireKept(position: number, { first, last }: JournalSpan): void {
  if (position >= first - 1 && position <= last) return;
  const text =
    `The events after ${position} are not kept; those after ${first - 1} are, up to ${last}. ` +
    'Read the lists, and connect without Last-Event-ID';
  throw new TricordError('events-not-kept', text, { details: { oldest: first - 1, newest: last } });
}
