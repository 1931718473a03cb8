import type { LineHints } from '@tricord/core';
import { createHealthRouter, HttpServer, type MountedApp } from '@tricord/http-kit';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { AccountConfig, Config } from './config/config-form.ts';
import { Runtime } from './runtime.ts';

/** A dialect that can be served where accounts are configured so. */
export interface Mountable<Account extends AccountConfig> {
  mount(runtime: Runtime<Account>): MountedApp;
  readonly lineHints?: LineHints;
}

/** A recorder and the APIs that it is reached by, on one HTTP port. */
export class Service {
  readonly #config: Config;
  readonly #runtime: Runtime;
  readonly #apps: readonly MountedApp[];
  readonly #server: HttpServer;
  #closed: Promise<void> | undefined;

  private constructor(
    config: Config,
    runtime: Runtime,
    apps: readonly MountedApp[],
    server: HttpServer,
  ) {
    this.#config = config;
    this.#runtime = runtime;
    this.#apps = apps;
    this.#server = server;
  }

  /**
   * Opens everything that the configuration names, and serves. When something cannot be opened, what was
   * opened before is closed again.
   * @throws Error of one line that says what cannot be opened, and why.
   */
  static async open<Account extends AccountConfig>(
    config: Config<Account>,
    logger: Logger,
    dialects: readonly Mountable<NoInfer<Account>>[],
  ): Promise<Service> {
    const lineHints: LineHints = (description) =>
      dialects.flatMap((dialect) => dialect.lineHints?.(description) ?? []);
    const runtime = await Runtime.open(config, logger, lineHints);
    const apps: MountedApp[] = [];
    let server: HttpServer | undefined;
    try {
      // First, because it takes long: no audio and no request waits for it then.
      for (const dialect of dialects) apps.push(dialect.mount(runtime));
      await runtime.acceptCalls();
      const { host, port } = config.http;
      server = await HttpServer.open(handlerOf(runtime, apps, config), {
        host,
        port,
        logger,
        upgrades: [...apps.flatMap(({ upgrades = [] }) => upgrades), ...runtime.upgrades],
      });
      for (const app of apps) app.start?.();
      runtime.startDeliveries(
        server.url,
        apps.flatMap(({ deliveries = [] }) => deliveries),
      );
      logger.info({ url: server.url, audioSocketPorts: runtime.audioSocketPorts }, 'serving');
      return new Service(config, runtime, apps, server);
    } catch (error) {
      const closing = [closeApps(apps), server?.close(0)];
      await Promise.allSettled(closing);
      await runtime.close();
      throw error;
    }
  }

  /** Where the APIs are, without a trailing slash. */
  get url(): string {
    return this.#server.url;
  }

  /** Ports of the AudioSocket sources, in the order of the configuration. */
  get audioSocketPorts(): readonly number[] {
    return this.#runtime.audioSocketPorts;
  }

  /**
   * Takes no new requests and calls, finishes every live recording, lets running requests and event
   * streams see that, and closes everything. Idempotent.
   */
  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  async #shutDown(): Promise<void> {
    const { logger } = this.#runtime;
    const { graceMs } = this.#config.shutdown;
    logger.info('stopping');
    // First: nobody is told of audio that cannot be fetched any more.
    const delivered = this.#runtime.stopDeliveries(graceMs);
    const served = this.#server.close(graceMs);
    try {
      await this.#runtime.drain();
      // The server waits for every WebSocket.
      await Promise.all([closeApps(this.#apps), this.#runtime.endCalls()]);
      await Promise.all([served, delivered]);
    } finally {
      await this.#runtime.close();
    }
    logger.info('stopped');
  }
}

function handlerOf(runtime: Runtime, apps: readonly MountedApp[], config: Config): Express {
  const { checks, registry, logger } = runtime;
  const app = express().disable('x-powered-by').disable('etag');
  // Apps that are mounted take it over.
  app.set('trust proxy', config.http.trustedProxies);
  app.use(createHealthRouter({ checks, registry }));
  for (const { handler } of apps) app.use(handler);
  app.use((_req, res) => {
    res.status(404).json({ message: 'Not found' });
  });
  app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    logger.error({ err: error }, 'a request failed outside of all APIs');
    if (res.headersSent) next(error);
    else res.status(500).json({ message: 'Internal server error' });
  });
  return app;
}

async function closeApps(apps: readonly MountedApp[]): Promise<void> {
  await Promise.all(apps.map((app) => app.close?.()));
}
