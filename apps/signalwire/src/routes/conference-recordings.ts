import type { Request, Response, Router } from 'express';
import { accountOf } from '../authenticate.ts';
import { conferenceTarget, findOfTarget, findToUpdate } from '../find-recordings.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { updateRecording } from '../update-recording.ts';
import type { RouteDeps } from './dependencies.ts';
import { pathParameter } from './path-parameter.ts';

const PATH = '/Accounts/:AccountSid/Conferences/:ConferenceSid/Recordings/:Sid.json';

/** The recordings of a conference: read one, pause, resume and stop it. */
export function addConferenceRecordingRoutes(router: Router, { core }: RouteDeps): void {
  router.get(PATH, async (req: Request, res: Response) => {
    const { id: accountId } = accountOf(res);
    const target = conferenceTarget(accountId, pathParameter(req, 'ConferenceSid'));
    const recording = await findOfTarget(core, accountId, target, pathParameter(req, 'Sid'));
    res.json(toLamlRecording(recording, core.clock.now()));
  });

  router.post(PATH, async (req: Request, res: Response) => {
    const { id: accountId } = accountOf(res);
    const target = conferenceTarget(accountId, pathParameter(req, 'ConferenceSid'));
    const found = await findToUpdate(core, accountId, target, pathParameter(req, 'Sid'));
    const recording = await updateRecording(core, found, req.body);
    res.json(toLamlRecording(recording, core.clock.now()));
  });
}
