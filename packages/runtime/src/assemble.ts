import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Mp3WorkerPool } from '@tricord/audio';
import {
  AudioSocketServer,
  type AudioSocketServerOptions,
  CaptureMetrics,
  LiveSessions,
  SessionIntake,
  SessionRecorder,
} from '@tricord/capture';
import { type CoreDeps, InProcessEventBus } from '@tricord/core';
import { MediaRenditions } from '@tricord/renditions';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { CloseStack } from './close-stack.ts';
import type { Config } from './config/schema.ts';
import { sourceAccountOf } from './config/source-account.ts';
import { ConfigDirectory } from './config-directory.ts';
import { DataFolder } from './data-folder.ts';
import { RandomIds } from './random-ids.ts';
import { cannotListen } from './start-error.ts';
import { SystemClock } from './system-clock.ts';

/** The parts of a runtime that somebody asks for by name. */
export interface Assembly {
  readonly core: CoreDeps;
  readonly registry: Registry;
  readonly recorder: SessionRecorder;
  readonly audioSocket: AudioSocketServer | undefined;
  /** Whether audio can be stored right now. */
  canStoreMedia(): Promise<boolean>;
}

/**
 * Opens the parts in the order in which they need each other; `opened` closes them the other way
 * round, also when a later one cannot be opened.
 */
export async function assemble(
  config: Config,
  logger: Logger,
  opened: CloseStack,
): Promise<Assembly> {
  const folder = opened.own(await DataFolder.open(config.dataDir));
  const mediaFolder = join(folder.path, 'media');
  const clock = new SystemClock();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const catalog = opened.own(await SqliteCatalog.open({ path: join(folder.path, 'catalog.db') }));
  const media = await FilesMediaStore.open({ folder: mediaFolder, clock });
  const mp3 = opened.own(await Mp3WorkerPool.open({ threads: config.renditions.workers }));
  const renditions = opened.own(
    await MediaRenditions.open({ media, mp3, cacheBytes: config.renditions.cacheBytes }),
  );
  const events = new InProcessEventBus((err, { type }) => {
    logger.error({ err, event: type }, 'an event could not be handled');
  });

  const capture = { catalog, events, clock, sessions: new LiveSessions(), logger };
  const metrics = new CaptureMetrics(registry);
  const recorder = opened.own(
    await SessionRecorder.open(
      { ...capture, media, renditions, metrics },
      { ...config.recording, folder: join(folder.path, 'live') },
    ),
  );
  // Sessions that were live when the last process ended without saying so.
  await catalog.sessions.endAll(clock.now());
  const intake = opened.own(new SessionIntake(capture));
  const audioSocket = await openAudioSocket(config, { intake, clock, logger, metrics });
  if (audioSocket !== undefined) opened.own(audioSocket);

  return {
    core: {
      catalog,
      media,
      renditions,
      recorder,
      directory: new ConfigDirectory(config),
      events,
      clock,
      ids: new RandomIds(),
    },
    registry,
    recorder,
    audioSocket,
    canStoreMedia: () => canWrite(mediaFolder),
  };
}

async function openAudioSocket(
  { accounts, sources: { audiosocket } }: Config,
  deps: Pick<AudioSocketServerOptions, 'intake' | 'clock' | 'logger' | 'metrics'>,
): Promise<AudioSocketServer | undefined> {
  if (audiosocket === undefined) return undefined;
  const { host, port, unknownSessions } = audiosocket;
  try {
    return await AudioSocketServer.open({
      ...deps,
      host,
      port,
      accountId: sourceAccountOf(accounts, audiosocket.account).id,
      acceptUnknown: unknownSessions === 'accept',
    });
  } catch (error) {
    throw cannotListen('AudioSocket', host, port, error);
  }
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
