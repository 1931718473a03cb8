import {
  type ApiDocument,
  HttpServer,
  type MountedApp,
  type TlsCertificate,
} from '@tricord/http-kit';
import type { Logger } from 'pino';
import type { Config } from './config/config-form.ts';
import type { Parts } from './open-parts.ts';
import { createRootApp } from './root-app.ts';
import { cannotListen } from './start-error.ts';

/**
 * Serves the APIs, and what operators need if that has no port of its own.
 * @throws StartError when the address cannot be listened on.
 */
export async function serveApis(
  apps: readonly MountedApp[],
  { checks, registry, sources }: Parts,
  { http: { host, port, trustedProxies }, ops }: Config,
  logger: Logger,
  tls: TlsCertificate | undefined,
): Promise<HttpServer> {
  const documents = documentsOf(apps);
  const operators = ops === undefined ? { health: { checks, registry }, documents } : {};
  const app = createRootApp(apps, { ...operators, logger, trustedProxies });
  const upgrades = [...apps.flatMap(({ upgrades = [] }) => upgrades), ...sources.upgrades];
  try {
    return await HttpServer.open(app, { host, port, logger, tls, upgrades, trustedProxies });
  } catch (error) {
    throw cannotListen({ host, port, setting: 'http' }, error);
  }
}

/**
 * Serves health, metrics and the reference on a port of their own, where one is configured.
 * @throws StartError when the address cannot be listened on.
 */
export async function serveOps(
  apps: readonly MountedApp[],
  { checks, registry }: Parts,
  { ops }: Config,
  logger: Logger,
): Promise<HttpServer | undefined> {
  if (ops === undefined) return undefined;
  const app = createRootApp([], {
    health: { checks, registry },
    documents: documentsOf(apps),
    logger,
    trustedProxies: [],
  });
  try {
    return await HttpServer.open(app, { ...ops, logger });
  } catch (error) {
    throw cannotListen({ what: 'health and metrics', ...ops, setting: 'ops' }, error);
  }
}

function documentsOf(apps: readonly MountedApp[]): readonly ApiDocument[] {
  return apps.flatMap(({ document }) => document ?? []);
}
