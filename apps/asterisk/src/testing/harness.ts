import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Recording, Replaceable, startRecording, stopRecording } from '@tricord/core';
import { createLogger, HttpServer, LoginGuard } from '@tricord/http-kit';
import { createTestCore, type TestCore } from '@tricord/testkit';
import { Registry } from 'prom-client';
import supertest from 'supertest';
import { type AsteriskApp, createAsteriskApp } from '../app.ts';
import { type AsteriskAccount, asteriskSection } from '../config.ts';
import { EventStream } from './event-stream.ts';

export const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
export const GLOBEX = 'd3b07384-d9a0-4c9b-8f3e-6b1a2c3d4e5f';
export const SYSTEM_ID = '02:fc:00:00:00:01';
/** The start of the test clock, in ARI's format. */
export const START = '2026-01-02T03:04:05.000+0000';
export const ORIGIN = 'https://console.example';
/** Tests of what wrong passwords are answered with send more of them than are allowed. */
const MANY_WRONG_LOGINS = {
  ...{ perAddress: 1000, perUser: 1000, perUserAndAddress: 1000 },
  windowMs: 300_000,
};

/** A response, with its body as text. */
interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The dialect behind a real server, over an in-memory core with two accounts. */
export interface Harness {
  readonly core: TestCore;
  readonly app: AsteriskApp;
  /** Where the server is, `http://127.0.0.1:port`. */
  readonly url: string;
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Clients with the credentials of acme's user, its read-only user, and globex's user. */
  readonly pbx: ReturnType<typeof client>;
  readonly viewer: ReturnType<typeof client>;
  readonly stranger: ReturnType<typeof client>;
  /** Log entries of level warning or above, one JSON object each. */
  readonly logged: readonly string[];
  /** Sends a request as pbx with exactly this path. */
  raw(method: string, path: string, headers?: Record<string, string>): Promise<RawResponse>;
  /** An event client, by default of acme's user and application. */
  events(query?: string): Promise<EventStream>;
  /** A live recording of a new call, started by another dialect unless it has a format. */
  record(name: string, format?: string): Promise<Recording>;
  /** A stored recording of this duration. */
  store(name: string, format?: string, lengthMs?: number): Promise<Recording>;
  close(): Promise<void>;
}

/**
 * @param outbound the outbound applications of acme.
 * @param applications further applications that calls of acme enter.
 */
export async function startHarness(
  outbound: AsteriskAccount['asterisk']['outbound'] = [],
  metrics = new Registry(),
  applications: AsteriskAccount['asterisk']['applications'] = [],
): Promise<Harness> {
  const core = createTestCore();
  const logged: string[] = [];
  const logger = createLogger('warn', { write: (line: string) => logged.push(line) });
  const accounts = [
    account(
      ACME,
      'acme',
      [
        { username: 'pbx', password: 'secret:1' },
        { username: 'viewer', password: 'secret', readOnly: true },
      ],
      { outbound, applications },
    ),
    account(GLOBEX, 'globex', [{ username: 'stranger', password: 'secret' }], {
      allowedOrigins: [],
    }),
  ];
  const app = createAsteriskApp({
    core,
    accounts: new Replaceable(accounts),
    logger,
    systemId: SYSTEM_ID,
    validateResponses: true,
    metrics,
    logins: new LoginGuard({ limits: MANY_WRONG_LOGINS }),
  });
  const { handler, upgrades } = app;
  const server = await HttpServer.open(handler, { host: '127.0.0.1', port: 0, logger, upgrades });
  app.start();
  const { port, url } = server;
  return {
    core,
    app,
    url,
    host: `127.0.0.1:${port}`,
    pbx: client(url, 'pbx', 'secret:1'),
    viewer: client(url, 'viewer', 'secret'),
    stranger: client(url, 'stranger', 'secret'),
    logged,
    raw: (method, path, headers = {}) => sendRaw(port, method, path, headers),
    events: (query = 'app=recorder&api_key=pbx:secret:1') =>
      EventStream.open(`ws://127.0.0.1:${port}/ari/events?${query}`),
    record: (name, format) => record(core, name, format),
    async store(name, format, lengthMs = 2000) {
      const { id } = await record(core, name, format);
      core.clock.advance(lengthMs);
      const { ended } = await stopRecording(core, ACME, { id });
      if (ended === undefined) throw new Error('not settled');
      return ended;
    },
    async close() {
      await app.close();
      await server.close(0);
    },
  };
}

function client(url: string, username: string, password: string) {
  return supertest.agent(url).auth(username, password);
}

function account(
  id: string,
  name: string,
  users: object[],
  more: Partial<AsteriskAccount['asterisk']> = {},
): AsteriskAccount {
  const asterisk = asteriskSection.schema.parse({ allowedOrigins: [ORIGIN], users, ...more });
  return { id, name, asterisk };
}

async function record(core: TestCore, name: string, format?: string): Promise<Recording> {
  const { id } = await core.liveSession(ACME);
  return startRecording(core, {
    accountId: ACME,
    target: { sessionId: id },
    name,
    settings: format === undefined ? {} : { requestedFormat: format },
    origin: { via: format === undefined ? 'imagicle' : 'asterisk' },
  });
}

async function sendRaw(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<RawResponse> {
  const outgoing = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    auth: 'pbx:secret:1',
    agent: false,
    headers,
  });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  return {
    status: response.statusCode,
    headers: response.headers,
    body: await text(response),
  };
}
