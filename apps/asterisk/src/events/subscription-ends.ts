import { isLive, isRecordingEvent, type TricordEvent } from '@tricord/core';
import { type Topic, topicsOf } from '../mappers/event.ts';

/**
 * Delays the end of subscriptions until the ends of recordings have been sent. The recordings of a bridge may outlive
 * it for a moment, so a subscription to it ends only after them. A channel's end is sent after those of its recordings.
 */
export class SubscriptionEnds {
  readonly #recordings = new Map<Topic, Set<string>>();
  readonly #over = new Set<Topic>();

  /**
   * Processes an event.
   * @returns the topics whose subscriptions end with it.
   */
  follow(event: TricordEvent): readonly Topic[] {
    if (isRecordingEvent(event))
      return topicsOf(event).filter((topic) => this.#track(topic, event.recording));
    switch (event.type) {
      case 'session.ended': {
        // All events of its recordings have been sent.
        const topic: Topic = `channel:${event.session.id}`;
        this.#recordings.delete(topic);
        return [topic];
      }
      case 'conference.ended':
        return this.#end(`bridge:${event.conference.id}`);
      case 'conference.created':
        this.#over.delete(`bridge:${event.conference.id}`);
        return [];
      default:
        return [];
    }
  }

  /** @returns whether the topic has ended, and this was its last recording. */
  #track(topic: Topic, recording: Parameters<typeof isLive>[0]): boolean {
    const pending = this.#recordings.get(topic) ?? new Set();
    if (isLive(recording)) pending.add(recording.id);
    else pending.delete(recording.id);
    if (pending.size > 0) this.#recordings.set(topic, pending);
    else this.#recordings.delete(topic);
    return pending.size === 0 && this.#over.delete(topic);
  }

  #end(topic: Topic): readonly Topic[] {
    if (!this.#recordings.has(topic)) return [topic];
    this.#over.add(topic);
    return [];
  }
}
