import type { AriEvent, Topic } from '../mappers/event.ts';
import { allows, type EventFilter, NO_FILTER } from './event-filter.ts';
import {
  EVERYTHING,
  type EventSource,
  everyOf,
  SOURCE_KINDS,
  type SourceKind,
} from './event-source.ts';

/** So many subscriptions are more than any client needs; a further one is refused. */
const MAX_SUBSCRIPTIONS = 10_000;
/** So many events wait for the client of a lasting application; then the oldest are dropped. */
const MAX_WAITING = 1000;

/** Whoever is connected for an application. */
export interface Listener {
  send(event: AriEvent): void;
  /** Sends an event that has waited for somebody to listen, one of many that come at once. */
  sendLate(event: AriEvent): void;
}

interface Subscription {
  source: EventSource;
  /** Somebody who subscribed twice has to unsubscribe twice. */
  count: number;
}

/** A Stasis application: what it is subscribed to, which events it wants, and who listens. */
export class Application {
  readonly name: string;
  readonly #keepsEvents: boolean;
  #filter = NO_FILTER;
  #listener: Listener | undefined;
  readonly #subscriptions = new Map<string, Subscription>();
  #waiting: AriEvent[] = [];

  /** @param keepsEvents whether events wait for the next listener while there is none. */
  constructor(name: string, keepsEvents: boolean) {
    this.name = name;
    this.#keepsEvents = keepsEvents;
  }

  get filter(): EventFilter {
    return this.#filter;
  }

  set filter(filter: EventFilter) {
    this.#filter = filter;
  }

  get listener(): Listener | undefined {
    return this.#listener;
  }

  /** Whether anything would be lost if nobody knew of it any more. */
  get inUse(): boolean {
    return this.#keepsEvents || this.#listener !== undefined || this.#subscriptions.size > 0;
  }

  /** Lets somebody listen from now on, and gives them the events that waited. */
  connect(listener: Listener, subscribeAll: boolean): void {
    this.#listener = listener;
    if (subscribeAll) for (const kind of SOURCE_KINDS) this.subscribe(everyOf(kind));
    for (const event of this.#waiting.splice(0)) listener.sendLate(event);
  }

  /**
   * Leaves the application to itself. Unless events wait for the next listener, it stays subscribed only to
   * what comes to an end by itself, and not to everything.
   */
  disconnect(): void {
    this.#listener = undefined;
    if (this.#keepsEvents) return;
    for (const [key, { source }] of this.#subscriptions) {
      const ends = source.kind === 'channel' || source.kind === 'bridge';
      if (!ends || source.id === EVERYTHING) this.#subscriptions.delete(key);
    }
  }

  /** Forgets the filter and every subscription. */
  reset(): void {
    this.#filter = NO_FILTER;
    this.#subscriptions.clear();
  }

  /** False: there are too many. Who is subscribed to all of a kind need not be to one. */
  subscribe(source: EventSource): boolean {
    if (this.#subscriptions.has(keyOf(source.kind, EVERYTHING))) return true;
    const key = keyOf(source.kind, source.id);
    const known = this.#subscriptions.get(key);
    if (known !== undefined) {
      known.count += 1;
      return true;
    }
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) return false;
    this.#subscriptions.set(key, { source, count: 1 });
    return true;
  }

  /** Takes back one subscription. False: there is none. @param id the core's id, or the one that is shown. */
  unsubscribe(kind: SourceKind, id: string): boolean {
    for (const [key, known] of this.#subscriptions) {
      const { source } = known;
      if (source.kind !== kind || (source.id !== id && source.shownId !== id)) continue;
      known.count -= 1;
      if (known.count === 0) this.#subscriptions.delete(key);
      return true;
    }
    return false;
  }

  /** Drops what is over, however often the application is subscribed to it. */
  end(topic: Topic): void {
    this.#subscriptions.delete(topic);
  }

  /** Shows the source under another id from now on. */
  rename(topic: Topic, shownId: string): void {
    const known = this.#subscriptions.get(topic);
    if (known !== undefined) known.source = { ...known.source, shownId };
  }

  isSubscribed(topic: Topic): boolean {
    const kind = topic.slice(0, topic.indexOf(':')) as SourceKind;
    return this.#subscriptions.has(topic) || this.#subscriptions.has(keyOf(kind, EVERYTHING));
  }

  /** Ids of what the application is subscribed to, as they are shown, first subscribed first. */
  subscribedTo(kind: SourceKind): string[] {
    return [...this.#subscriptions.values()]
      .filter(({ source }) => source.kind === kind)
      .map(({ source }) => source.shownId);
  }

  /** Hands an event to the listener, if the application wants events of that type. */
  deliver(event: AriEvent): void {
    if (!allows(this.#filter, event.type)) return;
    if (this.#listener !== undefined) {
      this.#listener.send(event);
      return;
    }
    if (!this.#keepsEvents) return;
    this.#waiting.push(event);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
  }
}

/** A {@link Topic} for channels and bridges. */
function keyOf(kind: SourceKind, id: string): string {
  return `${kind}:${id}`;
}
