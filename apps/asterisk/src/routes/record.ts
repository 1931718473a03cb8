import {
  type CoreDeps,
  checkRecordingName,
  findLiveConference,
  findReplaced,
  lookUpRecording,
  type Session,
  type StartRecordingInput,
  startRecording,
  TricordError,
} from '@tricord/core';
import { coreOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import { rephrase } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import {
  type BridgeRecordParameters,
  toBridgeRecordInput,
} from '../mappers/bridge-record-parameters.ts';
import { channelIdOf } from '../mappers/channel.ts';
import { recordingFailed } from '../mappers/channel-event.ts';
import { type LiveRecording, toLiveRecording } from '../mappers/live-recording.ts';
import { type RecordParameters, toRecordInput } from '../mappers/record-parameters.ts';
import { findStasisChannel } from './find-channel.ts';

type Input = ReturnType<typeof toRecordInput>;

/** Begins to record channels and bridges. */
export function addRecordRoutes(router: Router, core: CoreDeps, hub: EventHub): void {
  router.post('/channels/:channelId/record', async (req, res) => {
    const { accountId } = userOf(res);
    const { channels } = hub.of(accountId);
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    const input = toRecordInput(req.query as RecordParameters);
    if (session.call.conference === undefined) {
      await record(res, { sessionId: session.id }, input);
    } else {
      await failBridgedRecord(core, hub, session, input).catch(rephraseFor(input));
      sendQueued(res, bridgedRecording(session, input));
    }
  });

  router.post('/bridges/:bridgeId/record', async (req, res) => {
    const { accountId } = userOf(res);
    const { id } = await findLiveConference(core, accountId, req.params.bridgeId);
    const input = toBridgeRecordInput(req.query as BridgeRecordParameters);
    await record(res, { conferenceId: id }, input);
  });
}

async function record(
  res: Response,
  target: StartRecordingInput['target'],
  input: Input,
): Promise<void> {
  const { accountId, username } = userOf(res);
  const origin = { via: 'asterisk', username };
  const recording = await startRecording(coreOf(res), {
    ...input,
    accountId,
    target,
    origin,
  }).catch(rephraseFor(input));
  sendQueued(res, toLiveRecording(recording));
}

function rephraseFor({ name }: Input): (error: unknown) => never {
  const taken = `Recording '${name}' already exists and can not be overwritten`;
  return rephrase({
    'recording-name-invalid': 'Recording name invalid',
    'recording-name-taken': taken,
    'recording-preserved': taken,
  });
}

function sendQueued(res: Response, recording: LiveRecording): void {
  res.setHeader('Location', `/ari/recordings/live/${encodeURIComponent(recording.name)}`);
  res.status(201).json(recording);
}

/** Asterisk takes a request to record a channel that is in a bridge, fails it at once, and forgets it. */
async function failBridgedRecord(
  core: CoreDeps,
  hub: EventHub,
  session: Session,
  input: Input,
): Promise<void> {
  const { accountId } = session;
  checkRecordingName(input.name);
  await findReplaced(core, accountId, input.name, input.ifExists);
  const live = await lookUpRecording(core, accountId, { liveName: input.name });
  if (live !== undefined) {
    throw new TricordError('recording-name-taken', `A recording ${input.name} exists already`);
  }
  const recording = bridgedRecording(session, input);
  hub.of(accountId).tellOfChannel(session, () => recordingFailed(core.clock.now(), recording));
}

function bridgedRecording(session: Session, { name, settings }: Input): LiveRecording {
  const format = settings.requestedFormat ?? '';
  return { name, format, state: 'queued', target_uri: `channel:${channelIdOf(session)}` };
}
