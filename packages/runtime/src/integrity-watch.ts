import type { MediaDamage, Recording } from '@tricord/core';
import type { IntegrityObserver } from '@tricord/renditions';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export interface IntegrityWatchDeps {
  readonly logger: Logger;
  readonly registry?: Registry;
}

/** Logs and counts what becomes of the audio in the store. */
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
  }

  refused(damage: MediaDamage | 'unreadable'): void {
    this.#refused?.inc({ damage });
  }

  checked(result: MediaDamage | 'sound' | 'unreadable', key: string): void {
    this.#checked?.inc({ result });
    if (result === 'sound') return;
    this.#logger.error({ key, result }, 'what the media store keeps is not what was put there');
  }

  noticed({ id, accountId, media }: Recording, damage: MediaDamage): void {
    this.#logger.error(
      { recording: id, accountId, damage, bytes: media?.bytes, sha256: media?.sha256 },
      'the audio of a recording is damaged: it is not served any more',
    );
  }

  recovered({ id, accountId }: Recording): void {
    this.#logger.info(
      { recording: id, accountId },
      'the audio of a recording is what was recorded again',
    );
  }

  failed({ id, accountId }: Recording, err: unknown): void {
    this.#logger.error(
      { err, recording: id, accountId },
      'the audio of a recording could not be read or its damage not be noted',
    );
  }
}
