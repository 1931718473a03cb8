import { STATUS_CODES } from 'node:http';
import type { Clock, Timer } from '@tricord/core';
import type { Logger } from 'pino';
import { loggableUrl } from './request-target.ts';
import type { UpgradeRefusal } from './upgrade.ts';

const INTERVAL_MS = 10_000;
const MAX_LINES = 20;

/**
 * Logs refused WebSocket handshakes with the reason. Peers retry repeatedly, so the same path and status are
 * logged once in ten seconds, and no more than 20 of them in that time.
 */
export class RefusalLog {
  readonly #logger: Logger;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #recent = new Set<string>();
  #timer: Timer | undefined;

  constructor(logger: Logger, clock: Pick<Clock, 'after'>) {
    this.#logger = logger;
    this.#clock = clock;
  }

  /**
   * @param peer the client's address.
   * @param path without the query, which may have a token.
   */
  log(peer: string, path: string, { status, reason }: UpgradeRefusal): void {
    const key = `${status} ${path}`;
    if (this.#recent.has(key) || this.#recent.size >= MAX_LINES) return;
    this.#recent.add(key);
    this.#timer ??= this.#clock.after(INTERVAL_MS, () => {
      this.#recent.clear();
      this.#timer = undefined;
    });
    this.#logger.warn(
      { peer, path: loggableUrl(path), status, reason: reason ?? STATUS_CODES[status] },
      'WebSocket refused',
    );
  }

  close(): void {
    this.#timer?.cancel();
  }
}
