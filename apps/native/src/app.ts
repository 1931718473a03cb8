import { type Current, usernameKey } from '@tricord/core';
import {
  apiDocument,
  authentication,
  createDialectApp,
  type Dialect,
  type DialectDeps,
  type DialectHost,
  DirectoryLogins,
  type Principal,
  type ProcessStatus,
  withCors,
} from '@tricord/http-kit';
import { StandardWebhooks, type WebhookEndpoint } from '@tricord/webhooks';
import type { Express } from 'express';
import { ApiKeys } from './access/api-keys.ts';
import { identifyPeople } from './access/people.ts';
import { type NativeAccount, nativeSection } from './config.ts';
import { bodyParsers } from './dispatch/body-parsers.ts';
import { toAnswer } from './errors.ts';
import { countStreams } from './events/event-metrics.ts';
import { EventStreams } from './events/event-streams.ts';
import type { components } from './generated/api.ts';
import { toWireRecording } from './mappers/recording.ts';
import { addAuditRoutes } from './routes/audit.ts';
import { addCallRoutes, type Dial } from './routes/calls.ts';
import { addCommandRoutes } from './routes/commands.ts';
import { addConferenceRoutes } from './routes/conferences.ts';
import { addDeliveryRoutes } from './routes/deliveries.ts';
import { addDirectoryTransferRoutes } from './routes/directory-transfer.ts';
import { addEventRoutes } from './routes/events.ts';
import { addExportRoutes } from './routes/exports.ts';
import { addManagementRoutes, type ReloadConfig } from './routes/management.ts';
import { addMediaRoutes } from './routes/media.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addRetentionRoutes } from './routes/retention.ts';
import { addSessionRoutes } from './routes/sessions.ts';
import { addStatusRoute } from './routes/status.ts';
import { addUserRoutes, type OnUsersChanged } from './routes/users.ts';

export { exportAudit } from './audit/export-audit.ts';

const SPEC = new URL('../openapi.yaml', import.meta.url);

/** The schemas of this API, by their names in openapi.yaml. */
export type NativeSchemas = components['schemas'];

/** The dependencies of this API. */
export interface NativeDeps extends DialectDeps<NativeAccount> {
  readonly dial: Dial;
  readonly reloadConfig: ReloadConfig;
  /** Called when deliveries are replayed. */
  readonly wakeDeliveries: () => void;
  /** What the process that serves this API says of itself. */
  readonly status: () => Promise<ProcessStatus>;
  /** The caller closes them. */
  readonly streams: EventStreams;
}

/**
 * Tricord's own API, under `/api/v1`. Requests outside of it fall through.
 * @throws Error when a hashed key or password of an account is malformed.
 */
export function createNativeApp(deps: NativeDeps): Express {
  const { core, dial, reloadConfig, wakeDeliveries, status, ...rest } = deps;
  const { streams, accounts, logins, ...options } = rest;
  const keys = new ApiKeys(accounts, logins);
  const users = new DirectoryLogins(accounts, core, { api: 'native', guard: logins });
  const identify = identifyPeople(users, keys.identify);
  const isValid = (principal: Principal) => keys.isValid(principal) || users.isValid(principal);
  accounts.onReplaced(() => streams.endOf((principal) => !isValid(principal)));
  // They may see something else now, or nothing.
  const onUsersChanged: OnUsersChanged = (accountId, usernames) => {
    const changed = new Set(usernames.map(usernameKey));
    streams.endOf(
      ({ accountId: own, username }) =>
        own === accountId && username !== undefined && changed.has(usernameKey(username)),
    );
  };
  return createDialectApp({
    name: 'native',
    spec: SPEC,
    before: withCors(accounts, authentication(core, 'native', identify)),
    bodyParsers: bodyParsers(),
    unknownQuery: 'refuse',
    routes: (router) => {
      addStatusRoute(router, status);
      addSessionRoutes(router);
      addConferenceRoutes(router);
      addCallRoutes(router, dial);
      addRecordingRoutes(router);
      addCommandRoutes(router);
      addMediaRoutes(router);
      addEventRoutes(router, streams, isValid);
      addExportRoutes(router);
      addDeliveryRoutes(router, wakeDeliveries);
      addAuditRoutes(router);
      addRetentionRoutes(router, accounts);
      addUserRoutes(router, onUsersChanged);
      addDirectoryTransferRoutes(router, onUsersChanged);
      addManagementRoutes(router, accounts, reloadConfig);
    },
    toAnswer,
    headers: { 'Cache-Control': 'no-store' },
    ...options,
  });
}

/** Webhooks for recordings of every dialect: their data is the recording in this API's format. */
function recordingWebhooks(endpoints: Current<readonly WebhookEndpoint[]>): StandardWebhooks {
  return new StandardWebhooks(endpoints, ({ recording, at }) => toWireRecording(recording, at));
}

/** What this API requires of the process that serves it, in addition to what every dialect gets. */
export interface NativeHost extends DialectHost<NativeAccount> {
  dial: Dial;
  reloadConfig: ReloadConfig;
  wakeDeliveries(): void;
  status(): Promise<ProcessStatus>;
  /** The configured receivers of webhooks. */
  readonly webhookEndpoints: Current<readonly WebhookEndpoint[]>;
}

/** Tricord's own API, for a process that serves it. */
export const native: Dialect<typeof nativeSection, NativeHost> = {
  section: nativeSection,
  mount(host) {
    const { core, accounts, logger, registry: metrics, logins, webhookEndpoints } = host;
    const streams = new EventStreams(countStreams(metrics));
    const handler = createNativeApp({
      ...{ core, accounts, logger, metrics, logins, streams },
      dial: (...call) => host.dial(...call),
      reloadConfig: () => host.reloadConfig(),
      wakeDeliveries: () => host.wakeDeliveries(),
      status: () => host.status(),
    });
    return {
      handler,
      document: apiDocument('native', SPEC),
      deliveries: [recordingWebhooks(webhookEndpoints)],
      close: () => streams.close(),
    };
  },
};
