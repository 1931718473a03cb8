import type { CoreDeps } from '@tricord/core';
import { actingCore, createDialectApp, type DialectOptions, RateLimiter } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { Express } from 'express';
import { Accounts } from './access/accounts.ts';
import { authenticate } from './access/authenticate.ts';
import { canonicalUrl } from './dispatch/canonical-url.ts';
import { limitRate } from './dispatch/limit-rate.ts';
import { toAnswer } from './errors.ts';
import { addCallRecordingRoutes } from './routes/call-recordings.ts';
import { addCallRoutes } from './routes/calls.ts';
import { addConferenceRecordingRoutes } from './routes/conference-recordings.ts';
import { addConferenceRoutes } from './routes/conferences.ts';
import { addRecordingRoutes } from './routes/recordings.ts';

export {
  RecordingCallbacks,
  type RecordingCallbacksDeps,
} from './callbacks/recording-callbacks.ts';

/** What the dialect needs from outside. */
export interface SignalwireAppDeps {
  readonly core: CoreDeps;
  /** Whose recordings it serves. */
  readonly accounts: readonly AccountConfig[];
  readonly logger: DialectOptions['logger'];
  /** For tests: whether a response that breaks openapi.yaml becomes a 500. */
  readonly validateResponses?: boolean;
  /** Where requests are counted. */
  readonly metrics?: NonNullable<DialectOptions['metrics']>;
}

/**
 * SignalWire's LaML API for recordings, under `/api/laml/2010-04-01` and `/2010-04-01`. Requests outside
 * of these fall through.
 * @throws Error when a hashed token of an account is malformed.
 */
export function createSignalwireApp(deps: SignalwireAppDeps): Express {
  const metrics = deps.metrics === undefined ? {} : { metrics: deps.metrics };
  const { clock } = deps.core;
  const limiter = new RateLimiter({ dialect: 'signalwire', clock, ...metrics });
  return createDialectApp({
    name: 'signalwire',
    logger: deps.logger,
    spec: new URL('../openapi.yaml', import.meta.url),
    rewrite: canonicalUrl,
    before: [
      authenticate(new Accounts(deps.accounts)),
      limitRate(limiter),
      actingCore(deps.core, 'signalwire'),
    ],
    routes: (router) => {
      addRecordingRoutes(router, deps);
      addCallRecordingRoutes(router, deps);
      addConferenceRecordingRoutes(router, deps);
      addCallRoutes(router, deps);
      addConferenceRoutes(router, deps);
    },
    toAnswer,
    validateResponses: deps.validateResponses ?? false,
    ...metrics,
  });
}
