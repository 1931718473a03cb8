import type { CoreDeps } from '@tricord/core';
import { actingCore, createDialectApp, type DialectOptions } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { Express, Response } from 'express';
import { access, callerOf } from './access.ts';
import { Callers } from './callers.ts';
import { canonicalUrl } from './canonical-url.ts';
import { toAnswer } from './errors.ts';
import { jsonBody } from './json-body.ts';
import { addLiveRecordingsRoute } from './routes/live-recordings.ts';
import { addPauseRoutes } from './routes/pause-recordings.ts';
import { addRecordingListRoute } from './routes/recording-list.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addStartRoute } from './routes/start-recording.ts';
import { addStopRoutes } from './routes/stop-recordings.ts';
import { addUploadRoute } from './routes/upload-recording.ts';
import { uploadBody } from './upload-body.ts';

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
    before: [access(new Callers(accounts, core)), actingCore(core, 'imagicle', nameOf)],
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
