import {
  type CoreDeps,
  type Current,
  type DeliveryKind,
  type DirectDeliveryKind,
  Replaceable,
} from '@tricord/core';
import type { ConfigReload, HttpServer, MountedApp } from '@tricord/http-kit';
import { WEBHOOK_KIND } from '@tricord/webhooks';
import type { Logger } from 'pino';
import { CertificateWatch } from './certificate-watch.ts';
import { CloseStack } from './close-stack.ts';
import type { AccountConfig, Config } from './config/config-form.ts';
import { ConfigReloader } from './config-reloader.ts';
import { DeliveryHold } from './delivery-hold.ts';
import { lineHintsOf, mountHost } from './mount-host.ts';
import type { Mountable, MountHost } from './mountable.ts';
import { openParts, type Parts } from './open-parts.ts';
import type { OpenStoresOptions } from './open-stores.ts';
import { readCertificate } from './read-certificate.ts';
import { openRecordingMails } from './recording-mails.ts';
import { serveApis, serveOps } from './serve-http.ts';
import type { Sources } from './sources.ts';
import { SystemClock } from './system-clock.ts';

export interface RuntimeOptions<Account extends AccountConfig> extends OpenStoresOptions {
  /**
   * Reads the configuration again for a reload; default: the configuration stays as it is.
   * @throws InvalidConfigError when it cannot be used.
   */
  readonly loadConfig?: () => Promise<Config<Account>>;
}

/** What a runtime has opened. */
interface Opened {
  readonly config: Current<Config>;
  readonly reloader: Pick<ConfigReloader<AccountConfig>, 'reload' | 'close'>;
  readonly parts: Parts;
  readonly apps: readonly MountedApp[];
  readonly server: HttpServer;
  readonly ops: HttpServer | undefined;
  readonly hold: DeliveryHold;
  /** Closes the parts and the servers. */
  readonly stack: CloseStack;
}

/** A recorder and its APIs, on one HTTP port. */
export class Runtime {
  /** Where the APIs are, without a trailing slash. */
  readonly url: string;
  /** Where health, metrics and the reference are. */
  readonly opsUrl: string;
  /** Dependencies of the use cases. */
  readonly core: CoreDeps;
  readonly sources: Pick<Sources, 'audioSocketPorts' | 'dial'>;
  readonly #opened: Opened;
  readonly #logger: Logger;
  #closed: Promise<void> | undefined;

  private constructor(opened: Opened, logger: Logger) {
    this.url = opened.server.url;
    this.opsUrl = (opened.ops ?? opened.server).url;
    this.core = opened.parts.core;
    this.sources = opened.parts.sources;
    this.#opened = opened;
    this.#logger = logger;
  }

  /**
   * Opens everything in the configuration, and serves. If something cannot be opened, what was
   * opened before is closed.
   * @throws Error with a one-line message: what cannot be opened, and why.
   */
  static async open<Account extends AccountConfig>(
    config: Config<Account>,
    logger: Logger,
    dialects: readonly Mountable<NoInfer<Account>>[],
    { loadConfig = async () => config, ...options }: RuntimeOptions<NoInfer<Account>> = {},
  ): Promise<Runtime> {
    const stack = new CloseStack();
    const apps: MountedApp[] = [];
    try {
      const current = new Replaceable(config);
      current.onReplaced(({ log: { level } }, before) => {
        if (level !== before.log.level) logger.level = level;
      });
      const parts = await openParts(current, logger, stack, lineHintsOf(dialects), options);
      let servedAt = '';
      const { registry, sources, outbox } = parts;
      const reloader = new ConfigReloader({
        ...{ config: current, load: loadConfig, sources, logger, registry },
      });
      const hold = stack.own(
        await DeliveryHold.open({
          ...{ dataDir: config.dataDir, outbox, clock: new SystemClock(), logger, registry },
        }),
      );
      const host = mountHost(current, logger, parts, hold, {
        servedAt: () => servedAt,
        reloadConfig: () => reloader.reload(),
      });
      // Comes first because it is slow: no audio or request has to wait for it yet.
      for (const dialect of dialects) apps.push(dialect.mount(host));
      await parts.sources.listen();
      parts.recorder.watchLoad();
      const ops = await serveOps(apps, parts, config, logger);
      if (ops !== undefined) stack.own({ close: () => ops.close(0) });
      const { tls: files } = config.http;
      const certificate = files && (await readCertificate(files));
      const mails = await openRecordingMails(config, parts.core, () => host.publicUrl);
      const server = await serveApis(apps, parts, config, logger, certificate);
      stack.own({ close: () => server.close(0) });
      if (files !== undefined && certificate !== undefined) {
        const clock = new SystemClock();
        stack.own(new CertificateWatch({ files, certificate, server, clock, logger, registry }));
      }
      servedAt = server.url;
      for (const app of apps) app.start?.();
      startDeliveries([...apps, { deliveries: mails }], parts, host, hold.isHeld);
      const { audioSocketPorts } = parts.sources;
      logger.info({ url: server.url, opsUrl: ops?.url, audioSocketPorts }, 'serving');
      return new Runtime(
        { config: current, reloader, parts, apps, server, ops, hold, stack },
        logger,
      );
    } catch (error) {
      await Promise.allSettled(apps.map((app) => app.close?.()));
      await stack.close().catch((err: unknown) => logger.error({ err }, 'closing failed'));
      throw error;
    }
  }

  /** Whether deliveries wait for an operator's decision since a restore. */
  get deliveriesAreHeld(): boolean {
    return this.#opened.hold.isHeld;
  }

  /** Reads the configuration again, and goes on with it while calls go on. Never rejects. */
  reload(): Promise<ConfigReload> {
    return this.#opened.reloader.reload();
  }

  /**
   * Refuses new requests and calls, finishes every live recording, lets running requests and event
   * streams see that, and closes everything. Idempotent.
   */
  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  async #shutDown(): Promise<void> {
    const { config, reloader, parts, apps, server, stack } = this.#opened;
    const { graceMs } = config.value.shutdown;
    this.#logger.info('stopping');
    await reloader.close();
    // Stop deliveries first, so that no receiver is notified about audio it can no longer fetch.
    // The next start sends the rest.
    const delivered = parts.outbox.close(graceMs);
    const served = server.close(graceMs);
    try {
      parts.sources.stopAccepting();
      await parts.recorder.drain();
      // The server's close waits for every WebSocket.
      await Promise.all([closeApps(apps), parts.sources.close()]);
      await Promise.all([served, delivered]);
    } finally {
      await stack.close();
    }
    this.#logger.info('stopped');
  }
}

/** What makes deliveries. */
interface Delivering {
  readonly deliveries?: readonly (DeliveryKind | DirectDeliveryKind)[];
}

/** Starts deliveries: audio can be fetched from now on. */
function startDeliveries(
  apps: readonly Delivering[],
  { outbox }: Parts,
  { webhookEndpoints, logger }: Pick<MountHost<AccountConfig>, 'webhookEndpoints' | 'logger'>,
  held: boolean,
): void {
  const kinds = apps.flatMap(({ deliveries = [] }) => deliveries);
  const sendsWebhooks = kinds.some(({ name }) => name === WEBHOOK_KIND);
  if (webhookEndpoints.value.length > 0 && !sendsWebhooks) {
    logger.warn(
      'only `tricord serve` and the native API send to webhooks.endpoints: nothing is sent now',
    );
  }
  outbox.start(kinds, { held });
}

async function closeApps(apps: readonly MountedApp[]): Promise<void> {
  await Promise.all(apps.map((app) => app.close?.()));
}
