import type { MediaDamage, Recording } from '@tricord/core';
import type { IntegrityObserver } from '@tricord/renditions';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export interface IntegrityWatchDeps {
  readonly logger: Logger;
  readonly registry?: Registry;
}

/** {@link MediaDamage}, and what cannot be read. */
const DAMAGES = ['missing', 'truncated', 'changed', 'unreadable'];

/** Logs and counts the results of integrity checks of stored audio. */
export class IntegrityWatch implements IntegrityObserver {
  readonly #logger: Logger;
  readonly #refused: Counter<'damage'> | undefined;
  readonly #checked: Counter<'result'> | undefined;

  constructor({ logger, registry }: IntegrityWatchDeps) {
    this.#logger = logger;
    if (registry === undefined) return;
    const registers = [registry];
    this.#refused = new Counter({
      name: 'tricord_media_refused_total',
      help: 'Requests for audio that were refused because the stored audio is damaged or unreadable',
      labelNames: ['damage'],
      registers,
    });
    this.#checked = new Counter({
      name: 'tricord_media_checked_total',
      help: 'Checksums of stored audio that were compared in the background',
      labelNames: ['result'],
      registers,
    });
    for (const damage of DAMAGES) this.#refused.inc({ damage }, 0);
    for (const result of ['sound', ...DAMAGES]) this.#checked.inc({ result }, 0);
  }

  refused(damage: MediaDamage | 'unreadable'): void {
    this.#refused?.inc({ damage });
  }

  checked(result: MediaDamage | 'sound' | 'unreadable', key: string): void {
    this.#checked?.inc({ result });
    if (result === 'sound') return;
    this.#logger.error({ key, result }, 'stored media does not match what was written');
  }

  noticed({ id, accountId, media }: Recording, damage: MediaDamage): void {
    this.#logger.error(
      { recording: id, accountId, damage, bytes: media?.bytes, sha256: media?.sha256 },
      'the audio of a recording is damaged: it is no longer served',
    );
  }

  recovered({ id, accountId }: Recording): void {
    this.#logger.info({ recording: id, accountId }, 'the audio of a recording is intact again');
  }

  failed({ id, accountId }: Recording, err: unknown): void {
    this.#logger.error(
      { err, recording: id, accountId },
      'the audio of a recording could not be read, or its damage could not be saved',
    );
  }
}
