import { isLive, isRecordingEvent, type TricordEvent } from '@tricord/core';
import { type Topic, topicsOf } from '../mappers/event.ts';

/**
 * Which subscriptions are owed the end of a recording. What a client records of a bridge may outlive it for a moment: a
 * subscription ends only once the end of each recording has been told. A channel's end is told after that.
 */
export class OwedRecordings {
  readonly #recordings = new Map<Topic, Set<string>>();
  readonly #over = new Set<Topic>();

  /**
   * Takes note of an event.
   * @returns the topics whose subscriptions end with it.
   */
  follow(event: TricordEvent): readonly Topic[] {
    if (isRecordingEvent(event))
      return topicsOf(event).filter((topic) => this.#told(topic, event.recording));
    switch (event.type) {
      case 'session.ended': {
        // All that will ever be told of its recordings has been.
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

  /** @returns whether the topic is over, and this was the last end that it was owed. */
  #told(topic: Topic, recording: Parameters<typeof isLive>[0]): boolean {
    const owed = this.#recordings.get(topic) ?? new Set();
    if (isLive(recording)) owed.add(recording.id);
    else owed.delete(recording.id);
    if (owed.size > 0) this.#recordings.set(topic, owed);
    else this.#recordings.delete(topic);
    return owed.size === 0 && this.#over.delete(topic);
  }

  #end(topic: Topic): readonly Topic[] {
    if (!this.#recordings.has(topic)) return [topic];
    this.#over.add(topic);
    return [];
  }
}
