import {
  type CoreDeps,
  findSession,
  listAllSessions,
  type Session,
  startRecording,
  TricordError,
} from '@tricord/core';
import type { Request, Response, Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import { rephrase } from '../errors.ts';
import { toChannel } from '../mappers/channel.ts';
import { toLiveRecording } from '../mappers/live-recording.ts';
import { type RecordParameters, toRecordInput } from '../mappers/record-parameters.ts';

/** Sessions as channels: list, read, record. */
export function addChannelRoutes(router: Router, core: CoreDeps): void {
  router.get('/channels', async (_req, res) => {
    const { accountId, application } = userOf(res);
    const sessions = await listAllSessions(core, { accountId, states: ['live'] });
    res.json(sessions.map((session) => toChannel(session, application)));
  });

  router.get('/channels/:channelId', async (req, res) => {
    const { accountId, application } = userOf(res);
    const session = await findChannel(core, accountId, req.params.channelId);
    res.json(toChannel(session, application));
  });

  router.post('/channels/:channelId/record', (req, res) => recordChannel(core, req, res));
}

async function recordChannel(
  core: CoreDeps,
  req: Request<{ channelId: string }>,
  res: Response,
): Promise<void> {
  const { accountId, username } = userOf(res);
  const session = await findChannel(core, accountId, req.params.channelId);
  if (session.state !== 'live') {
    throw new TricordError('session-not-live', `Session ${session.id} is ${session.state}`);
  }
  const input = toRecordInput(req.query as RecordParameters);
  const recording = await startRecording(core, {
    ...input,
    accountId,
    target: { sessionId: session.id },
    origin: { via: 'asterisk', username },
  }).catch(
    rephrase({
      'recording-name-invalid': 'Recording name invalid',
      'recording-name-taken': `Recording '${input.name}' already exists and can not be overwritten`,
    }),
  );
  res.setHeader('Location', `/ari/recordings/live/${encodeURIComponent(recording.name)}`);
  res.status(201).json(toLiveRecording(recording));
}

/** A call that is expected is a channel that is not up yet; one that is over is none any more. */
async function findChannel(core: CoreDeps, accountId: string, id: string): Promise<Session> {
  const session = await findSession(core, accountId, id);
  if (session.state === 'ended') {
    throw new TricordError('session-not-found', `Session ${session.id} has ended`);
  }
  return session;
}
