import {
  apiDocument,
  authentication,
  createDialectApp,
  type Dialect,
  type DialectDeps,
  DirectoryLogins,
  withCors,
} from '@tricord/http-kit';
import type { Express } from 'express';
import { authorize } from './access/authorize.ts';
import { type ImagicleAccount, imagicleSection } from './config.ts';
import { canonicalUrl } from './dispatch/canonical-url.ts';
import { postedJson } from './dispatch/posted-json.ts';
import { uploadBody } from './dispatch/upload-body.ts';
import { toAnswer } from './errors.ts';
import { settingsByAccount } from './mappers/account-settings.ts';
import { addLiveRecordingsRoute } from './routes/live-recordings.ts';
import { addPauseRoutes } from './routes/pause.ts';
import { addRecordingListRoute } from './routes/recording-list.ts';
import { addRecordingRoutes } from './routes/recordings.ts';
import { addStartRoute } from './routes/start.ts';
import { addStopRoutes } from './routes/stop.ts';
import { addUploadRoute } from './routes/upload.ts';

const SPEC = new URL('../openapi.yaml', import.meta.url);

/**
 * Imagicle's Call Recording WebAPI, under `/fw/Apps/Recorder/WebAPI` in any case. Requests outside of
 * it fall through.
 * @throws Error when a hashed password of a user is malformed.
 */
export function createImagicleApp(deps: DialectDeps<ImagicleAccount>): Express {
  const { core, accounts, logins, ...options } = deps;
  const settingsOf = settingsByAccount(accounts);
  const users = new DirectoryLogins(accounts, core, { api: 'imagicle', guard: logins });
  return createDialectApp({
    name: 'imagicle',
    spec: SPEC,
    rewrite: canonicalUrl,
    before: withCors(accounts, authentication(core, 'imagicle', authorize(users))),
    bodyParsers: [...postedJson(), uploadBody()],
    routes: (router) => {
      addLiveRecordingsRoute(router, settingsOf);
      addStartRoute(router);
      addStopRoutes(router);
      addPauseRoutes(router);
      addRecordingListRoute(router, settingsOf);
      addUploadRoute(router, settingsOf);
      addRecordingRoutes(router, settingsOf);
    },
    toAnswer,
    // As ASP.NET does: live recordings change every second.
    headers: { 'Cache-Control': 'no-cache' },
    ...options,
  });
}

/** Imagicle's dialect, for a process that serves it. */
export const imagicle: Dialect<typeof imagicleSection> = {
  section: imagicleSection,
  mount: ({ core, accounts, logger, registry: metrics, logins }) => ({
    handler: createImagicleApp({ core, accounts, logger, metrics, logins }),
    document: apiDocument('imagicle', SPEC),
  }),
};
