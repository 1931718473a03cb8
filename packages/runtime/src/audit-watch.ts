import { auditEvents, type CoreDeps } from '@tricord/core';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export interface AuditWatchDeps extends Pick<CoreDeps, 'catalog' | 'clock' | 'events'> {
  readonly logger: Logger;
  readonly registry?: Registry;
}

/** Writes audit entries for changes that no request asked for, and reports entries that could not be written. */
export class AuditWatch {
  readonly #logger: Logger;
  readonly #failures: Counter | undefined;
  readonly #stop: () => Promise<void>;

  constructor({ logger, registry, ...deps }: AuditWatchDeps) {
    this.#logger = logger;
    this.#failures =
      registry &&
      new Counter({
        name: 'tricord_audit_failures_total',
        help: 'Entries that could not be written to the audit log',
        registers: [registry],
      });
    this.#stop = auditEvents({ ...deps, auditFailed: this.failed });
  }

  /** For {@link CoreDeps.auditFailed}. */
  readonly failed: NonNullable<CoreDeps['auditFailed']> = (err, entry) => {
    this.#failures?.inc();
    this.#logger.error({ err, entry }, 'an entry could not be written to the audit log');
  };

  /** Resolves once all entries so far have been written. Idempotent. */
  close(): Promise<void> {
    return this.#stop();
  }
}
