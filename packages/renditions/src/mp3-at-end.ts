import type { EventBus, Recording, Rendition, Renditions } from '@tricord/core';
import pLimit from 'p-limit';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };
/** Recordings beyond this queue length are converted on request. */
const MAX_WAITING = 10_000;

export interface Mp3AtEndOptions {
  readonly events: EventBus;
  readonly renditions: Pick<Renditions, 'open'>;
  /** Called for each recording that could not be converted; a request for its MP3 tries again. */
  readonly onFailure: (error: unknown, recording: Recording) => void;
}

/** Converts each recording to MP3 once it is done, one at a time. */
export class Mp3AtEnd {
  readonly #renditions: Pick<Renditions, 'open'>;
  readonly #onFailure: Mp3AtEndOptions['onFailure'];
  readonly #unsubscribe: () => void;
  readonly #converting = pLimit(1);
  #closed = false;

  constructor({ events, renditions, onFailure }: Mp3AtEndOptions) {
    this.#renditions = renditions;
    this.#onFailure = onFailure;
    this.#unsubscribe = events.subscribe((event) => {
      if (event.type === 'recording.finished') this.#add(event.recording);
    });
  }

  /** Starts no more conversions; a running one is aborted by the renditions' own `close`. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#converting.clearQueue();
  }

  #add(recording: Recording): void {
    const isEmpty = (recording.media?.durationMs ?? 0) === 0;
    if (isEmpty || this.#converting.pendingCount >= MAX_WAITING) return;
    void this.#converting(() => this.#convert(recording));
  }

  /** Never rejects. */
  async #convert(recording: Recording): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#renditions.open(recording, MP3);
    } catch (error) {
      if (!this.#closed) this.#onFailure(error, recording);
    }
  }
}
