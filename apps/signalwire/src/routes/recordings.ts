import { type CoreDeps, conferenceRefFor, findSession, isTricordError } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { deleteEnded } from '../actions/delete-ended.ts';
import { findBySid } from '../actions/find-recordings.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { pathParameter } from './path-parameter.ts';
import { type FindRecording, sendCompleted } from './send-completed.ts';
import { sendList } from './send-list.ts';
import { sendRecordings, type Whose } from './send-recordings.ts';
import { viewOf } from './view-of.ts';

const LIST = '/Accounts/:AccountSid/Recordings';
const PATH = `${LIST}/:Sid`;

/** The recordings of the account: list, read, download in two formats, and delete. */
export function addRecordingRoutes(router: Router, accounts: Accounts): void {
  router.get(`${LIST}.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const whose = await whoseRecordings(coreOf(res), accountId, req.query);
    const filters = ['CallSid', 'ConferenceSid'];
    await sendRecordings(accounts, req, res, { path: '/Recordings', filters, whose });
  });
  router.get(`${PATH}/Transcriptions.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const { id } = await findBySid(coreOf(res), accountId, pathParameter(req, 'Sid'));
    await sendList(req, res, viewOf(req, res, accounts), {
      key: 'transcriptions',
      path: `/Recordings/${id}/Transcriptions`,
      filters: [],
      read: async () => ({ items: [] }),
      show: (none) => none,
    });
  });
  router.get(`${PATH}.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const recording = await findBySid(coreOf(res), accountId, pathParameter(req, 'Sid'));
    res.json(toLamlRecording(recording, viewOf(req, res, accounts)));
  });
  router.delete([`${PATH}.json`, PATH], async (req: Request, res: Response) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const recording = await findBySid(core, accountId, pathParameter(req, 'Sid'));
    await deleteEnded(core, recording);
    res.status(204).end();
  });
  const findOne: FindRecording = (core, req, accountId) =>
    findBySid(core, accountId, pathParameter(req, 'Sid'));
  router.get(`${PATH}.mp3`, sendCompleted(accounts, 'mp3', findOne));
  router.get(`${PATH}.wav`, sendCompleted(accounts, 'wav', findOne));
  // Players and the links of the SDKs use no extension: that is WAV, whatever Accept says.
  router.get(PATH, sendCompleted(accounts, 'wav', findOne));
}

/** The target of the filters. An unknown call has no recordings. */
async function whoseRecordings(
  core: CoreDeps,
  accountId: string,
  query: Request['query'],
): Promise<Whose> {
  const { CallSid: call, ConferenceSid: conference } = query;
  const conferenceId =
    conference === undefined ? undefined : conferenceRefFor(accountId, String(conference)).id;
  const ofConference = conferenceId === undefined ? {} : { conferenceId };
  if (call === undefined) return ofConference;
  try {
    const { id: sessionId } = await findSession(core, accountId, String(call));
    return { sessionId, ...ofConference };
  } catch (error) {
    if (isTricordError(error, 'session-not-found')) return 'nobody';
    throw error;
  }
}
