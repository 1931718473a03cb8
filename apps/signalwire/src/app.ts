import {
  apiDocument,
  authentication,
  createDialectApp,
  type Dialect,
  type DialectDeps,
  RateLimiter,
  withCors,
} from '@tricord/http-kit';
import type { Express } from 'express';
import { Accounts } from './access/accounts.ts';
import { identify } from './access/identify.ts';
import { RecordingCallbacks } from './callbacks/recording-callbacks.ts';
import { type SignalwireAccount, signalwireSection } from './config.ts';
import { canonicalUrl } from './dispatch/canonical-url.ts';
import { limitRate } from './dispatch/limit-rate.ts';
import { toAnswer } from './errors.ts';
import { addAccountRoutes } from './routes/accounts.ts';
import { addCallRecordingRoutes } from './routes/call-recordings.ts';
import { addCallRoutes } from './routes/calls.ts';
import { addConferenceRecordingRoutes } from './routes/conference-recordings.ts';
import { addConferenceRoutes } from './routes/conferences.ts';
import { addRecordingRoutes } from './routes/recordings.ts';

const SPEC = new URL('../openapi.yaml', import.meta.url);

/**
 * SignalWire's LaML API for recordings, under `/api/laml/2010-04-01` and `/2010-04-01`. Requests outside
 * of these fall through.
 * @throws Error when a hashed token of an account is malformed.
 */
export function createSignalwireApp(deps: DialectDeps<SignalwireAccount>): Express {
  const { core, accounts: configured, logins, ...options } = deps;
  const metrics = deps.metrics === undefined ? {} : { metrics: deps.metrics };
  const limiter = new RateLimiter({ dialect: 'signalwire', clock: core.clock, ...metrics });
  const accounts = new Accounts(configured, logins);
  return createDialectApp({
    name: 'signalwire',
    spec: SPEC,
    rewrite: canonicalUrl,
    before: [
      ...withCors(configured, authentication(core, 'signalwire', identify(accounts))),
      limitRate(limiter, accounts),
    ],
    routes: (router) => {
      addAccountRoutes(router, accounts);
      addRecordingRoutes(router, accounts);
      addCallRecordingRoutes(router, accounts);
      addConferenceRecordingRoutes(router, accounts);
      addCallRoutes(router, accounts);
      addConferenceRoutes(router, accounts);
    },
    toAnswer,
    // Personal data: for the client alone, which may keep audio as long as its ETag is current.
    headers: { 'Cache-Control': 'private, no-cache' },
    ...options,
  });
}

/** SignalWire's dialect, for a process that serves it. */
export const signalwire: Dialect<typeof signalwireSection> = {
  section: signalwireSection,
  mount(host) {
    const { core, accounts, logger, registry: metrics, logins } = host;
    const callbacks = new RecordingCallbacks({ accounts, publicUrl: () => host.publicUrl });
    const handler = createSignalwireApp({ core, accounts, logger, metrics, logins });
    return { handler, document: apiDocument('signalwire', SPEC), deliveries: [callbacks] };
  },
};
