import {
  AudioFileImports,
  CaptureMetrics,
  LineRecorder,
  LiveSessionControl,
  LiveSessions,
  SessionIntake,
  SessionRecorder,
} from '@tricord/capture';
import { type CoreDeps, type Current, InProcessEventBus, type LineHints } from '@tricord/core';
import { type HealthDeps, LoginGuard } from '@tricord/http-kit';
import { Mp3AtEnd } from '@tricord/renditions';
import type { Outbox } from '@tricord/webhooks';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { exposeArchiveSizes } from './archive-metrics.ts';
import { AuditWatch } from './audit-watch.ts';
import { exposeBuildInfo } from './build-info.ts';
import type { CloseStack } from './close-stack.ts';
import type { Config } from './config/config-form.ts';
import { configuredDefaults } from './config-defaults.ts';
import { configuredDirectory } from './config-directory.ts';
import { fileThreads } from './file-threads.ts';
import { openOutbox } from './open-outbox.ts';
import { type OpenStoresOptions, openStores } from './open-stores.ts';
import { RandomIds } from './random-ids.ts';
import { readinessChecks } from './readiness-checks.ts';
import { RecordingLog } from './recording-log.ts';
import { RetentionJob } from './retention-job.ts';
import { Sources } from './sources.ts';
import { SystemClock } from './system-clock.ts';
import { UnannouncedSessions } from './unannounced-sessions.ts';

/** The parts of a runtime that it uses directly; the others run on their own. */
export interface Parts {
  /** Dependencies of the use cases. */
  readonly core: CoreDeps;
  /** Served by /metrics. */
  readonly registry: Registry;
  /** Run by /readyz. */
  readonly checks: HealthDeps['checks'];
  readonly recorder: SessionRecorder;
  /** Not listening yet. */
  readonly sources: Sources;
  /** Throttles wrong logins of all APIs and sources together. */
  readonly logins: LoginGuard;
  /** Not started yet. */
  readonly outbox: Outbox;
}

/**
 * @param current the configuration, which may be replaced later.
 *
 * Opens stores, recorder and sources in the order of their dependencies; `opened` closes them
 * in reverse order, also when a later one cannot be opened.
 * @throws StartError or CatalogUnusableError: one line that says what cannot be opened, and why.
 */
export async function openParts(
  current: Current<Config>,
  logger: Logger,
  opened: CloseStack,
  lineHints: LineHints,
  options: OpenStoresOptions = {},
): Promise<Parts> {
  const config = current.value;
  const clock = new SystemClock();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  exposeBuildInfo(registry);

  const stores = await openStores(config, clock, { logger, registry }, opened, options);
  const { catalog, media, renditions } = stores;
  const events = new InProcessEventBus((err, { type }) => {
    logger.error({ err, event: type }, 'an event could not be handled');
  });

  const audit = opened.own(new AuditWatch({ catalog, clock, events, logger, registry }));
  const auditFailed = audit.failed;

  const ids = new RandomIds();
  const told = { catalog, events, clock, ids, logger, registry };
  const outbox = openOutbox(current, told, opened);

  if (config.renditions.mp3 === 'at-end') {
    const onFailure = (err: unknown, { id }: { id: string }) =>
      logger.warn({ err, recordingId: id }, 'the MP3 of a recording could not be made');
    opened.own(new Mp3AtEnd({ events, renditions, onFailure }));
  }

  const sessions = new LiveSessions();
  const accounts = current.map(({ accounts }) => accounts);
  exposeArchiveSizes({ recordings: catalog.recordings, accounts, registry });
  const sourceOf = (accountId: string, id: string) => sessions.get(accountId, id)?.session.source;
  opened.own(new RecordingLog({ events, logger, accounts, sourceOf }));

  const capture = { auditFailed, catalog, events, clock, sessions, logger };
  const metrics = new CaptureMetrics(registry);
  const directory = configuredDirectory(current, catalog.directory);
  const recordingDefaults = configuredDefaults(current);
  const lines = { directory, recordingDefaults };
  const recorder = opened.own(
    await SessionRecorder.open(
      { ...capture, ...lines, ids, media, renditions, metrics },
      {
        ...config.recording,
        folder: stores.liveFolder,
        filesAtOnce: Math.floor(fileThreads() / 2),
      },
    ),
  );
  const imports = opened.own(
    await AudioFileImports.open({
      folder: stores.importFolder,
      media,
      clock,
      minFreeBytes: config.recording.minFreeBytes,
    }),
  );
  opened.own(new LineRecorder({ ...capture, ...lines, recorder, ids, metrics }));
  const { reconnectMs } = config.recording;
  const completion = { directory, lineHints };
  const intake = opened.own(
    new SessionIntake({
      ...{ ...capture, ...completion, recorder, reconnectMs },
      accountIds: () => current.value.accounts.map(({ id }) => id),
    }),
  );
  const logins = new LoginGuard({ limits: config.http.wrongLogins, logger, metrics: registry });
  current.onReplaced(({ http }) => {
    logins.limits = http.wrongLogins;
  });
  opened.own(new UnannouncedSessions({ catalog, events, logger }));
  const sources = opened.own(new Sources(config, { intake, clock, ids, logger, metrics, logins }));

  const retention = { ...told, renditions, accounts, auditFailed };
  opened.own(new RetentionJob(retention)).start();

  return {
    core: {
      catalog,
      media,
      renditions,
      recorder,
      recordingDefaults,
      imports,
      sessionControl: new LiveSessionControl(sessions),
      ...completion,
      events,
      clock,
      ids,
      auditFailed,
    },
    registry,
    checks: readinessChecks({ catalog, mediaFolder: stores.mediaFolder, recorder, metrics }),
    recorder,
    sources,
    logins,
    outbox,
  };
}
