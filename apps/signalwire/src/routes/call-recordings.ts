import { awaitBegin, findSession, startRecording } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { deleteEnded } from '../actions/delete-ended.ts';
import { callTarget, findOfTarget, findToUpdate } from '../actions/find-recordings.ts';
import { updateRecording } from '../actions/update-recording.ts';
import type { components } from '../generated/api.ts';
import { toDeliveryTarget } from '../mappers/delivery-target.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { toRecordingSettings } from '../mappers/recording-settings.ts';
import { pathParameter } from './path-parameter.ts';
import { type FindRecording, sendCompleted } from './send-completed.ts';
import { sendRecordings } from './send-recordings.ts';
import { viewOf } from './view-of.ts';

const PATH = '/Accounts/:AccountSid/Calls/:CallSid/Recordings';

/** The recordings of a call: start, list, read, pause, resume, stop, delete and download. */
export function addCallRecordingRoutes(router: Router, accounts: Accounts): void {
  router.post(`${PATH}.json`, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    // A client without parameters sends an empty body, often without a content type.
    const create: Partial<components['schemas']['CreateCallRecording']> = req.body ?? {};
    const { flavor } = viewOf(req, res, accounts);
    const notify = toDeliveryTarget(create, flavor);
    const queued = await startRecording(core, {
      accountId,
      target: { sessionId: pathParameter(req, 'CallSid') },
      settings: toRecordingSettings(create, accounts.of(res).signalwire.recordingChannels),
      origin: { via: 'signalwire' },
      ...(notify === undefined ? {} : { notify }),
    });
    // Both vendors answer `in-progress`, with a start time.
    const recording = await awaitBegin(core, queued);
    // SignalWire documents 200 and Twilio 201; each base path responds as its vendor does.
    const status = req.baseUrl === '/2010-04-01' ? 201 : 200;
    res.status(status).json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });

  router.get(`${PATH}.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const { id } = await findSession(coreOf(res), accountId, pathParameter(req, 'CallSid'));
    const path = `/Calls/${id}/Recordings`;
    await sendRecordings(accounts, req, res, { path, whose: { sessionId: id } });
  });

  router.get(`${PATH}/:Sid.json`, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const recording = await findOne(core, req, accountId);
    res.json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });

  router.post(`${PATH}/:Sid.json`, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const target = await callTarget(core, accountId, pathParameter(req, 'CallSid'));
    const found = await findToUpdate(core, accountId, target, pathParameter(req, 'Sid'));
    const recording = await updateRecording(core, found, req.body);
    res.json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });

  router.delete(`${PATH}/:Sid.json`, async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const recording = await findOne(core, req, accountId);
    await deleteEnded(core, recording);
    res.status(204).end();
  });

  router.get(`${PATH}/:Sid.mp3`, sendCompleted(accounts, 'mp3', findOne));
  router.get(`${PATH}/:Sid.wav`, sendCompleted(accounts, 'wav', findOne));
}

const findOne: FindRecording = async (core, req, accountId) => {
  const target = await callTarget(core, accountId, pathParameter(req, 'CallSid'));
  return findOfTarget(core, accountId, target, pathParameter(req, 'Sid'));
};
