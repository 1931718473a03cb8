import { maskedUrl } from '@tricord/core';
import {
  AllowedOrigins,
  allowOwn,
  apiDocument,
  authentication,
  createDialectApp,
  type Dialect,
  type DialectDeps,
  type Upgrade,
} from '@tricord/http-kit';
import type { Express } from 'express';
import { identifyUser, Users } from './access/users.ts';
import { apiDocs } from './api-docs/api-docs.ts';
import { SPEC } from './api-docs/open-api.ts';
import { serveApiDocs } from './api-docs/serve-api-docs.ts';
import { type AsteriskAccount, asteriskSection } from './config.ts';
import { answerOptions } from './dispatch/answer-options.ts';
import { bodyParsers } from './dispatch/body-parsers.ts';
import { canonicalUrl } from './dispatch/canonical-url.ts';
import { cors } from './dispatch/cors.ts';
import { jsonFormat } from './dispatch/json-format.ts';
import { mergeParameters } from './dispatch/parameters.ts';
import { refuseTrailingSlash } from './dispatch/trailing-slash.ts';
import { toAnswer } from './errors.ts';
import { ClientMetrics } from './events/client-metrics.ts';
import type { EventClient, Subscription } from './events/event-client.ts';
import { EventHub } from './events/event-hub.ts';
import { EventSockets, MAX_MESSAGE_BYTES } from './events/event-sockets.ts';
import { findIdleApplications } from './events/idle-applications.ts';
import { lineHints } from './mappers/line-hints.ts';
import { OutboundSockets } from './outbound/outbound-sockets.ts';
import { serveRest } from './rest/rest-session.ts';
import { addAbsentResourceRoutes } from './routes/absent-resources.ts';
import { addApplicationRoutes } from './routes/applications.ts';
import { addAsteriskRoutes } from './routes/asterisk.ts';
import { addBridgeMemberRoutes } from './routes/bridge-members.ts';
import { addBridgeRoutes } from './routes/bridges.ts';
import { addChannelVariableRoutes } from './routes/channel-variables.ts';
import { addChannelRoutes } from './routes/channels.ts';
import { addEventRoutes } from './routes/events.ts';
import { addLiveRecordingRoutes } from './routes/live-recordings.ts';
import { addRecordRoutes } from './routes/record.ts';
import { addStoredRecordingRoutes } from './routes/stored-recordings.ts';
import { VERSION } from './version.ts';

/** The dependencies of the dialect. */
export interface AsteriskAppDeps extends DialectDeps<AsteriskAccount> {
  /** Identity of this system: `asterisk_id` in every event. */
  readonly systemId: string;
}

/** Asterisk's REST Interface under `/ari`. */
export interface AsteriskApp {
  /** Requests outside of `/ari` fall through. */
  readonly handler: Express;
  /** The WebSockets of `/ari/events`. */
  readonly upgrades: readonly Upgrade[];
  /** Connects to the applications that are to be dialed. */
  start(): void;
  /** Closes the connections of event clients. Idempotent. */
  close(): Promise<void>;
}

/** Logged when a client connects that waits in vain. */
const IDLE = 'an event client has an application that no call enters';

/** @throws Error when a hashed password of a user is malformed. */
export function createAsteriskApp(deps: AsteriskAppDeps): AsteriskApp {
  const { core, accounts, logger, systemId, metrics } = deps;
  const { clock } = core;
  const users = new Users(accounts, deps.logins);
  const hub = new EventHub(core, systemId, accounts);
  const handler = createHandler(deps, users, hub);
  const clientMetrics = metrics && new ClientMetrics(metrics, accounts);
  const findIdle = (subscription: Subscription) =>
    findIdleApplications(hub.of(subscription.user.accountId), subscription);
  const dismissInvalid = () => hub.dismiss(({ dialed, user }) => !dialed && !users.isValid(user));
  const accept = (client: EventClient) => {
    const { user } = client.subscription;
    const idle = findIdle(client.subscription);
    if (idle !== undefined) {
      const names = idle.idle.map((name) => maskedUrl(name));
      logger.warn({ username: user.username, ...idle, idle: names }, IDLE);
    }
    serveRest(client, { handler, users, clock, systemId, logger });
    hub.add(client);
    clientMetrics?.add(client);
    // The credentials may have been removed while they were being checked.
    dismissInvalid();
  };
  const originsOf = (accountId: string) =>
    accounts.value.find(({ id }) => id === accountId)?.asterisk.allowedOrigins ?? [];
  const sockets = new EventSockets({ users, originsOf, findIdle, accept, logger });
  const outbound = new OutboundSockets(accounts, {
    core,
    logger,
    metrics,
    maxMessageBytes: MAX_MESSAGE_BYTES,
    accept,
    dismiss: (subscription) => hub.dismiss((one) => one === subscription),
  });
  accounts.onReplaced(dismissInvalid);
  return {
    handler,
    upgrades: [sockets],
    start: () => outbound.start(),
    close: () => {
      outbound.close();
      sockets.close();
      return hub.close();
    },
  };
}

/** Asterisk's dialect, for a process that serves it. */
export const asterisk: Dialect<typeof asteriskSection> = {
  section: asteriskSection,
  lineHints,
  mount: ({ core, accounts, logger, registry: metrics, systemId, logins }) => ({
    ...createAsteriskApp({ core, accounts, logger, metrics, systemId, logins }),
    document: apiDocument('asterisk', SPEC),
  }),
};

function createHandler(deps: AsteriskAppDeps, users: Users, hub: EventHub): Express {
  const { core, accounts, logger, metrics } = deps;
  const facts = { version: VERSION, systemId: deps.systemId, startedAt: core.clock.now() };
  const origins = accounts.map(
    (all) => new AllowedOrigins(all.map(({ id, asterisk }) => [id, asterisk.allowedOrigins])),
  );
  return createDialectApp({
    name: 'asterisk',
    logger,
    spec: SPEC,
    rewrite: canonicalUrl,
    headers: { 'Cache-Control': 'no-cache, no-store' },
    // In Asterisk's order: of several errors, the first one is reported.
    before: [
      cors(origins),
      jsonFormat,
      ...bodyParsers,
      authentication(core, 'asterisk', identifyUser(users)),
      allowOwn(origins),
      refuseTrailingSlash,
      serveApiDocs(apiDocs()),
      answerOptions,
      mergeParameters,
    ],
    bodyParsers: [],
    routes: (router) => {
      addStoredRecordingRoutes(router);
      addLiveRecordingRoutes(router);
      addChannelRoutes(router, hub);
      addChannelVariableRoutes(router, hub);
      addBridgeRoutes(router);
      addBridgeMemberRoutes(router, hub);
      addRecordRoutes(router, hub);
      addEventRoutes(router, hub);
      addApplicationRoutes(router, hub);
      addAsteriskRoutes(router, facts);
      addAbsentResourceRoutes(router);
    },
    toAnswer,
    validateResponses: deps.validateResponses ?? false,
    ...(metrics === undefined ? {} : { metrics }),
  });
}
