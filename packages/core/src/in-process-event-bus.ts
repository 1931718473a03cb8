import type { TricordEvent } from './events.ts';
import type { EventBus } from './ports/event-bus.ts';

/** The event bus of a single process: subscribers are called at once, in order of subscription. */
export class InProcessEventBus implements EventBus {
  readonly #subscribers = new Set<(event: TricordEvent) => void>();
  readonly #onFailure: (error: unknown, event: TricordEvent) => void;

  /** @param onFailure called with what a subscriber throws; the others still get the event. */
  constructor(onFailure: (error: unknown, event: TricordEvent) => void) {
    this.#onFailure = onFailure;
  }

  publish(event: TricordEvent): void {
    for (const receive of this.#subscribers) {
      try {
        receive(event);
      } catch (error) {
        this.#onFailure(error, event);
      }
    }
  }

  subscribe(receive: (event: TricordEvent) => void): () => void {
    this.#subscribers.add(receive);
    return () => {
      this.#subscribers.delete(receive);
    };
  }
}
