import type { RouteDeps } from './dependencies.ts';

/**
 * Tells the operator that status callbacks are accepted, as clients send them with every create, but not
 * delivered: once for each account.
 */
export class CallbackNotice {
  readonly #logger: RouteDeps['logger'];
  readonly #told = new Set<string>();

  constructor(logger: RouteDeps['logger']) {
    this.#logger = logger;
  }

  give(accountId: string): void {
    if (this.#told.has(accountId)) return;
    this.#told.add(accountId);
    this.#logger.warn(
      { accountId },
      'recordings are created with RecordingStatusCallback, which this version does not deliver',
    );
  }
}
