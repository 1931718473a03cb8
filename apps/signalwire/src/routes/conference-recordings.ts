import { findConference } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { deleteEnded } from '../actions/delete-ended.ts';
import { conferenceTarget, findOfTarget, findToUpdate } from '../actions/find-recordings.ts';
import { updateRecording } from '../actions/update-recording.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { pathParameter } from './path-parameter.ts';
import { type FindRecording, sendCompleted } from './send-completed.ts';
import { sendRecordings } from './send-recordings.ts';
import { viewOf } from './view-of.ts';

const LIST = '/Accounts/:AccountSid/Conferences/:ConferenceSid/Recordings';
const PATH = `${LIST}/:Sid.json`;

/** The recordings of a conference: list, read, pause, resume, stop, delete and download. */
export function addConferenceRecordingRoutes(router: Router, accounts: Accounts): void {
  router.get(`${LIST}.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const { id } = await findConference(
      coreOf(res),
      accountId,
      pathParameter(req, 'ConferenceSid'),
    );
    const path = `/Conferences/${id}/Recordings`;
    await sendRecordings(accounts, req, res, { path, whose: { conferenceId: id } });
  });

  router.get(PATH, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const recording = await findOne(coreOf(res), req, accountId);
    res.json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });

  router.post(PATH, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const target = conferenceTarget(accountId, pathParameter(req, 'ConferenceSid'));
    const found = await findToUpdate(core, accountId, target, pathParameter(req, 'Sid'));
    const recording = await updateRecording(core, found, req.body);
    res.json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });

  router.delete(PATH, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const recording = await findOne(core, req, accountId);
    await deleteEnded(core, recording);
    res.status(204).end();
  });

  // Clients make the address of the audio from the `uri`, by another extension.
  router.get(`${LIST}/:Sid.mp3`, sendCompleted(accounts, 'mp3', findOne));
  router.get(`${LIST}/:Sid.wav`, sendCompleted(accounts, 'wav', findOne));
}

const findOne: FindRecording = (core, req, accountId) => {
  const target = conferenceTarget(accountId, pathParameter(req, 'ConferenceSid'));
  return findOfTarget(core, accountId, target, pathParameter(req, 'Sid'));
};
