import type { CoreDeps } from '@tricord/core';
import { actingCore, createDialectApp, type DialectOptions } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { Express, Response } from 'express';
import { authorize, callerOf } from './access/authorize.ts';
import { Callers } from './access/callers.ts';
import { canonicalUrl } from './dispatch/canonical-url.ts';
import { jsonBody } from './dispatch/json-body.ts';
import { uploadBody } from './dispatch/upload-body.ts';
import { toAnswer } from './errors.ts';
import { addLiveRecordingsRoute } from './routes/live-recordings.ts';
import { addPauseRoutes } from './routes/pause.ts';
import { addRecordingListRoute } from './routes/recording-list.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addStartRoute } from './routes/start.ts';
import { addStopRoutes } from './routes/stop.ts';
import { addUploadRoute } from './routes/upload.ts';

/** What the dialect needs from outside. */
export interface ImagicleAppDeps {
  readonly core: CoreDeps;
  /** Whose users may come in. */
  readonly accounts: readonly AccountConfig[];
  readonly logger: DialectOptions['logger'];
  /** For tests: whether a response that breaks openapi.yaml becomes a 500. */
  readonly validateResponses?: boolean;
  /** Where requests are counted. */
  readonly metrics?: NonNullable<DialectOptions['metrics']>;
}

/**
 * Imagicle's Call Recording WebAPI, under `/fw/Apps/Recorder/WebAPI` in any case. Requests outside of
 * it fall through.
 * @throws Error when a hashed password of a user is malformed.
 */
export function createImagicleApp({ core, accounts, ...options }: ImagicleAppDeps): Express {
  return createDialectApp({
    name: 'imagicle',
    spec: new URL('../openapi.yaml', import.meta.url),
    rewrite: canonicalUrl,
    before: [authorize(new Callers(accounts, core)), actingCore(core, 'imagicle', nameOf)],
    bodyParsers: [...jsonBody(), uploadBody()],
    routes: (router) => {
      addLiveRecordingsRoute(router);
      addStartRoute(router);
      addStopRoutes(router);
      addPauseRoutes(router);
      addRecordingListRoute(router);
      addUploadRoute(router);
      addRecordingRoutes(router);
    },
    toAnswer,
    // As ASP.NET: what is live changes by the second.
    headers: { 'Cache-Control': 'no-cache' },
    ...options,
  });
}

function nameOf(res: Response): string {
  return callerOf(res).username;
}
