import type { AriEvent, Topic } from '../mappers/event.ts';
import { allows, type EventFilter, NO_FILTER } from './event-filter.ts';
import {
  EVERYTHING,
  type EventSource,
  everyOf,
  SOURCE_KINDS,
  type SourceKind,
} from './event-source.ts';

/** Maximum number of subscriptions, more than any client needs; further ones are rejected. */
const MAX_SUBSCRIPTIONS = 10_000;
/** Maximum number of events queued for the client of a persistent application; then the oldest are dropped. */
const MAX_WAITING = 1000;

/** The connected client of an application. */
export interface Listener {
  send(event: AriEvent): void;
  /** Sends a queued event, one of many in a burst. */
  sendLate(event: AriEvent): void;
}

interface Subscription {
  source: EventSource;
  /** A client that subscribed twice has to unsubscribe twice. */
  count: number;
}

/** A Stasis application: its subscriptions, event filter and listener. */
export class Application {
  readonly name: string;
  #keepsEvents: boolean;
  #filter = NO_FILTER;
  #listener: Listener | undefined;
  readonly #subscriptions = new Map<string, Subscription>();
  #waiting: AriEvent[] = [];

  /** @param keepsEvents whether events are queued while there is no listener. */
  constructor(name: string, keepsEvents: boolean) {
    this.name = name;
    this.#keepsEvents = keepsEvents;
  }

  /** Changes whether events are queued while there is no listener. */
  set keepsEvents(keeps: boolean) {
    this.#keepsEvents = keeps;
    if (!keeps) this.#waiting = [];
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

  /** Whether forgetting the application would lose anything. */
  get inUse(): boolean {
    return this.#keepsEvents || this.#listener !== undefined || this.#subscriptions.size > 0;
  }

  /** Sets the listener, and sends it the queued events. */
  connect(listener: Listener, subscribeAll: boolean): void {
    this.#listener = listener;
    if (subscribeAll) for (const kind of SOURCE_KINDS) this.subscribe(everyOf(kind));
    for (const event of this.#waiting.splice(0)) listener.sendLate(event);
  }

  /**
   * Removes the listener. Unless events are queued for the next one, the application keeps only subscriptions
   * to things that end by themselves, and not those to everything.
   */
  disconnect(): void {
    this.#listener = undefined;
    if (this.#keepsEvents) return;
    for (const [key, { source }] of this.#subscriptions) {
      const ends = source.kind === 'channel' || source.kind === 'bridge';
      if (!ends || source.id === EVERYTHING) this.#subscriptions.delete(key);
    }
  }

  /** Resets the filter and removes all subscriptions. */
  reset(): void {
    this.#filter = NO_FILTER;
    this.#subscriptions.clear();
  }

  /** False: there are too many. A subscription to all sources of a kind includes each of them. */
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

  /** Removes one subscription. False: there is none. @param id the core's id, or the displayed one. */
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

  /** Removes all subscriptions to a source that has ended. */
  end(topic: Topic): void {
    this.#subscriptions.delete(topic);
  }

  /** Changes the displayed id of a source. */
  rename(topic: Topic, shownId: string): void {
    const known = this.#subscriptions.get(topic);
    if (known !== undefined) known.source = { ...known.source, shownId };
  }

  isSubscribed(topic: Topic): boolean {
    const kind = topic.slice(0, topic.indexOf(':')) as SourceKind;
    return this.#subscriptions.has(topic) || this.#subscriptions.has(keyOf(kind, EVERYTHING));
  }

  /** The displayed ids of the subscribed sources, in order of subscription. */
  subscribedTo(kind: SourceKind): string[] {
    return [...this.#subscriptions.values()]
      .filter(({ source }) => source.kind === kind)
      .map(({ source }) => source.shownId);
  }

  /** Sends an event to the listener, if the filter allows its type. */
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
