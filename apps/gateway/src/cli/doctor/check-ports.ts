import { once } from 'node:events';
import { createServer } from 'node:net';
import { cannotListen } from '@tricord/runtime';
import type { Config } from '../../config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

interface Listener {
  readonly setting: string;
  readonly host: string;
  readonly port: number;
}

/** @param usedBy the pid of the gateway that uses the data folder. */
export function checkPorts(
  config: Config,
  usedBy: string | undefined,
): Promise<readonly Finding[]> {
  return Promise.all(listenersOf(config).map((listener) => checkPort(listener, usedBy)));
}

function listenersOf({ http, ops, sources }: Config): readonly Listener[] {
  return [
    { setting: 'http', host: http.host, port: http.port },
    ...(ops === undefined ? [] : [{ setting: 'ops', ...ops }]),
    ...sources.audiosocket.map(({ host, port }, i) => ({
      setting: `sources.audiosocket[${i}]`,
      host,
      port,
    })),
  ];
}

/** What else can be done than another setting, by error code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'end the program that uses it, or ',
  EACCES: 'run this as the user that runs Tricord, give it CAP_NET_BIND_SERVICE, or ',
};

async function checkPort(listener: Listener, usedBy: string | undefined): Promise<Finding> {
  const { setting, host, port } = listener;
  if (port === 0) return ok(setting, 'any free port');
  const server = createServer();
  try {
    await once(server.listen({ host, port, exclusive: true }), 'listening');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && usedBy !== undefined) {
      return ok(setting, `port ${port} is in use, as it should be: a gateway runs (pid ${usedBy})`);
    }
    const { message, setting: blamed = setting } = cannotListen(listener, error);
    return fail(setting, message, `${REMEDIES[code] ?? ''}change ${blamed}`);
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
  if (usedBy === undefined) return ok(setting, `port ${port} of ${host} is free`);
  return warn(
    setting,
    `a gateway runs (pid ${usedBy}), but does not listen on port ${port} of ${host}`,
    'restart it if the configuration has changed since it was started',
  );
}
