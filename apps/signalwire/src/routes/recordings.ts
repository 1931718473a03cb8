import {
  type CoreDeps,
  conferenceRefFor,
  findSession,
  isTricordError,
  TricordError,
} from '@tricord/core';
import { coreOf, principalOf, sendAudio } from '@tricord/http-kit';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { deleteEnded } from '../actions/delete-ended.ts';
import { findBySid } from '../actions/find-recordings.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { type Container, toRendition } from '../mappers/rendition.ts';
import { statusOf } from '../mappers/status.ts';
import { pathParameter } from './path-parameter.ts';
import { sendList } from './send-list.ts';
import { sendRecordings, type Whose } from './send-recordings.ts';
import { viewOf } from './view-of.ts';

const LIST = '/Accounts/:AccountSid/Recordings';
const PATH = `${LIST}/:Sid`;
const CONTENT_TYPES: Record<Container, string> = { wav: 'audio/x-wav', mp3: 'audio/mpeg' };

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
  router.get(`${PATH}.mp3`, sendCompleted('mp3'));
  router.get(`${PATH}.wav`, sendCompleted('wav'));
  // Players and the links of the SDKs use no extension: that is WAV, whatever Accept says.
  router.get(PATH, sendCompleted('wav'));
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

function sendCompleted(container: Container): RequestHandler {
  return async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const recording = await findBySid(core, accountId, pathParameter(req, 'Sid'));
    const { id } = recording;
    // A failed recording may have audio, but this API serves only that of completed ones.
    if (statusOf(recording) !== 'completed') {
      throw new TricordError('media-not-ready', `Recording ${id} is not completed`);
    }
    await sendAudio(req, res, core, recording, {
      rendition: toRendition(container, req.query),
      contentType: CONTENT_TYPES[container],
      ...(String(req.query.Download) === 'true' ? { downloadName: `${id}.${container}` } : {}),
    });
  };
}
