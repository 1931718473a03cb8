import { stat } from 'node:fs/promises';
import { type Repaired, repairRecordings } from '@tricord/capture';
import { InProcessEventBus, Replaceable } from '@tricord/core';
import { systemErrorCode } from '@tricord/http-kit';
import type { Logger } from 'pino';
import { AuditWatch } from './audit-watch.ts';
import { CloseStack } from './close-stack.ts';
import type { Config } from './config/config-form.ts';
import { configuredDefaults } from './config-defaults.ts';
import { openStores } from './open-stores.ts';
import { RandomIds } from './random-ids.ts';
import { StartError } from './start-error.ts';
import { SystemClock } from './system-clock.ts';

/**
 * Repairs what a crash left in the data folder, as the next start would, without serving.
 * @param options.check only report what would be done: no recording, session or audio changes.
 * @throws StartError when there is no such folder, or a process uses it; what {@link openStores} throws.
 */
export async function repairDataFolder(
  config: Config,
  logger: Logger,
  options: { readonly check: boolean },
): Promise<readonly Repaired[]> {
  await refuseAbsent(config.dataDir);
  const opened = new CloseStack();
  try {
    const clock = new SystemClock();
    const stores = await openStores(config, clock, { logger }, opened);
    const events = new InProcessEventBus((err) =>
      logger.error({ err }, 'an event could not be handled'),
    );
    opened.own(new AuditWatch({ catalog: stores.catalog, clock, events, logger }));
    const recordingDefaults = configuredDefaults(new Replaceable(config));
    return await repairRecordings(
      { ...stores, recordingDefaults, ids: new RandomIds(), clock, events, logger },
      { folder: stores.liveFolder, ...options },
    );
  } finally {
    await opened.close();
  }
}

async function refuseAbsent(dataDir: string): Promise<void> {
  try {
    await stat(dataDir);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new StartError(`there is no data folder ${dataDir}`, { cause: error });
  }
}
