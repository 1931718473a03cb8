import type { CoreDeps } from '@tricord/core';
import { createDialectApp } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { authenticate } from './authentication.ts';
import { toAnswer } from './errors.ts';
import { addCommandRoutes } from './routes/commands.ts';
import { addMediaRoutes } from './routes/media.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addSessionRoutes } from './routes/sessions.ts';

export interface NativeDeps {
  readonly core: CoreDeps;
  /** Whose API keys are let in. */
  readonly accounts: readonly Pick<AccountConfig, 'id' | 'api'>[];
  readonly logger: Logger;
  /** Whether a response that breaks openapi.yaml becomes a 500; for tests. */
  readonly validateResponses?: boolean;
}

/** Tricord's own API, under `/api/v1`. */
export function createNativeApp(deps: NativeDeps): Express {
  return createDialectApp({
    name: 'native',
    logger: deps.logger,
    spec: new URL('../../openapi.yaml', import.meta.url),
    before: [authenticate(deps.accounts)],
    routes: (router) => {
      addSessionRoutes(router, deps);
      addRecordingRoutes(router, deps);
      addCommandRoutes(router, deps);
      addMediaRoutes(router, deps);
    },
    toAnswer,
    headers: { 'Cache-Control': 'no-store' },
    ...(deps.validateResponses === undefined ? {} : { validateResponses: deps.validateResponses }),
  });
}
