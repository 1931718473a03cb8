import type { CoreDeps } from '@tricord/core';
import { actingCore, createDialectApp, type DialectOptions } from '@tricord/http-kit';
import type { AccountConfig, Runtime } from '@tricord/runtime';
import { StandardWebhooks, type WebhookEndpoint } from '@tricord/webhooks';
import type { Express } from 'express';
import { authenticate, keyNameOf } from './access/authenticate.ts';
import { bodyParsers } from './dispatch/body-parsers.ts';
import { toAnswer } from './errors.ts';
import type { components } from './generated/api.ts';
import { toWireRecording } from './mappers/recording.ts';
import { addAuditRoutes } from './routes/audit.ts';
import { addCallRoutes } from './routes/calls.ts';
import { addCommandRoutes } from './routes/commands.ts';
import { addConferenceRoutes } from './routes/conferences.ts';
import { addDeliveryRoutes } from './routes/deliveries.ts';
import { addDirectoryTransferRoutes } from './routes/directory-transfer.ts';
import { addMediaRoutes } from './routes/media.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addRetentionRoutes } from './routes/retention.ts';
import { addSessionRoutes } from './routes/sessions.ts';
import { addUserRoutes } from './routes/users.ts';

export { exportAudit } from './audit/export-audit.ts';

/** The bodies of this API, by the names that openapi.yaml gives them. */
export type NativeSchemas = components['schemas'];

export interface NativeDeps {
  readonly core: CoreDeps;
  /** Fetches an account's call from a PBX, as a {@link Runtime} does. */
  readonly dial: Runtime['dial'];
  /** Called when somebody has deliveries sent again. */
  readonly wakeDeliveries: Runtime['wakeDeliveries'];
  /** Whose API keys are let in, and how long they keep recordings. */
  readonly accounts: readonly Pick<AccountConfig, 'id' | 'api' | 'retention'>[];
  readonly logger: DialectOptions['logger'];
  /** Whether a response that breaks openapi.yaml becomes a 500; for tests. */
  readonly validateResponses?: boolean;
  /** Where requests are counted. */
  readonly metrics?: NonNullable<DialectOptions['metrics']>;
}

/** Tricord's own API, under `/api/v1`. */
export function createNativeApp(deps: NativeDeps): Express {
  const { core, dial, wakeDeliveries, accounts, ...options } = deps;
  const policies = new Map(accounts.map(({ id, retention }) => [id, retention]));
  return createDialectApp({
    name: 'native',
    spec: new URL('../openapi.yaml', import.meta.url),
    before: [authenticate(accounts), actingCore(core, 'native', keyNameOf)],
    bodyParsers: bodyParsers(),
    routes: (router) => {
      addSessionRoutes(router, core);
      addConferenceRoutes(router, core);
      addCallRoutes(router, dial);
      addRecordingRoutes(router, core);
      addCommandRoutes(router, core);
      addMediaRoutes(router);
      addDeliveryRoutes(router, core, wakeDeliveries);
      addAuditRoutes(router);
      addRetentionRoutes(router, policies);
      addUserRoutes(router, core);
      addDirectoryTransferRoutes(router, core);
    },
    toAnswer,
    headers: { 'Cache-Control': 'no-store' },
    ...options,
  });
}

/** Webhooks for recordings of every dialect: their data is the recording as this API shows it. */
export function recordingWebhooks(endpoints: readonly WebhookEndpoint[]): StandardWebhooks {
  return new StandardWebhooks(endpoints, ({ recording, at }) => toWireRecording(recording, at));
}
