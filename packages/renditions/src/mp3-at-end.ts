import type { EventBus, Recording, Rendition, Renditions } from '@tricord/core';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };
/** What waits beyond this is made when somebody asks for it. */
const MAX_WAITING = 10_000;

export interface Mp3AtEndOptions {
  readonly events: EventBus;
  readonly renditions: Pick<Renditions, 'open'>;
  /** Told of each recording whose MP3 could not be made; it is tried again when somebody asks for it. */
  readonly onFailure: (error: unknown, recording: Recording) => void;
}

/** Makes the MP3 of each recording once it is done, one after the other. */
export class Mp3AtEnd {
  readonly #renditions: Pick<Renditions, 'open'>;
  readonly #onFailure: Mp3AtEndOptions['onFailure'];
  readonly #unsubscribe: () => void;
  readonly #waiting: Recording[] = [];
  #working = false;
  #closed = false;

  constructor({ events, renditions, onFailure }: Mp3AtEndOptions) {
    this.#renditions = renditions;
    this.#onFailure = onFailure;
    this.#unsubscribe = events.subscribe((event) => {
      if (event.type === 'recording.finished') this.#add(event.recording);
    });
  }

  /** Begins no more. What is being made is its renditions' to give up. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#waiting.length = 0;
  }

  #add(recording: Recording): void {
    if ((recording.media?.durationMs ?? 0) === 0 || this.#waiting.length >= MAX_WAITING) return;
    this.#waiting.push(recording);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      try {
        await this.#renditions.open(next, MP3);
      } catch (error) {
        if (!this.#closed) this.#onFailure(error, next);
      }
    }
    this.#working = false;
  }
}
