import { type Clock, isTricordError } from '@tricord/core';
import type { Logger } from 'pino';
import { Backoff } from '../backoff.ts';
import type { IncomingStream } from './incoming-stream.ts';
import type { SessionIntake } from './session-intake.ts';

export interface SessionOpeningDeps {
  readonly intake: Pick<SessionIntake, 'open'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long a session is tried whose catalog fails, milliseconds. */
export const OPENING_MS = 60_000;
/** The waits between attempts, milliseconds. */
const BETWEEN_ATTEMPTS = { firstMs: 100, maxMs: 2000 };

/**
 * Opens the session of one stream. A call cannot be repeated, so that a catalog that fails is tried again until it
 * works, {@link OPENING_MS} have passed, or the stream is over. What the intake refuses is not.
 */
export class SessionOpening {
  readonly #deps: SessionOpeningDeps;
  #isStopped = false;
  #wake = () => {};

  constructor(deps: SessionOpeningDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves once `incoming.opened` has been called and the session is open.
   * @throws why it cannot be opened: a TricordError where it was refused, else the catalog's last error.
   */
  async open(incoming: IncomingStream): Promise<void> {
    const { clock, intake, logger } = this.#deps;
    const untilMs = clock.monotonicMs() + OPENING_MS;
    const waits = new Backoff(BETWEEN_ATTEMPTS);
    let isOpened = false;
    const opened: IncomingStream['opened'] = (stream) => {
      isOpened = true;
      incoming.opened?.(stream);
    };
    for (let isFirst = true; ; isFirst = false) {
      try {
        await intake.open({ ...incoming, opened });
        return;
      } catch (error) {
        const isFinal = isTricordError(error) || isOpened;
        if (isFinal || this.#isStopped || clock.monotonicMs() >= untilMs) throw error;
        if (isFirst) logger.warn({ err: error }, 'session cannot be opened yet');
      }
      await this.#wait(waits.next());
    }
  }

  /** Waits for no further attempt: one more, at once, is the last. Idempotent. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#deps.clock.after(ms, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}
