import { findLiveConference, type StartRecordingInput, startRecording } from '@tricord/core';
import { coreOf, principalOf, userOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { failBridgedRecord } from '../actions/fail-bridged-record.ts';
import { findStasisChannel } from '../actions/find-channel.ts';
import { rephrase } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import {
  type BridgeRecordParameters,
  toBridgeRecordInput,
} from '../mappers/bridge-record-parameters.ts';
import { type LiveRecording, toLiveRecording } from '../mappers/live-recording.ts';
import {
  type RecordInput,
  type RecordParameters,
  toRecordInput,
} from '../mappers/record-parameters.ts';

/** Starts recording channels and bridges. */
export function addRecordRoutes(router: Router, hub: EventHub): void {
  router.post('/channels/:channelId/record', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const account = hub.of(accountId);
    const { channels } = account;
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    const input = toRecordInput(req.query as RecordParameters);
    if (session.call.conference === undefined) {
      await record(res, { sessionId: session.id }, input);
    } else {
      const failed = failBridgedRecord(core, account, session, input);
      sendQueued(res, await failed.catch(rephraseFor(input)));
    }
  });

  router.post('/bridges/:bridgeId/record', async (req, res) => {
    const { accountId } = principalOf(res);
    const { id } = await findLiveConference(coreOf(res), accountId, req.params.bridgeId);
    const input = toBridgeRecordInput(req.query as BridgeRecordParameters);
    await record(res, { conferenceId: id }, input);
  });
}

async function record(
  res: Response,
  target: StartRecordingInput['target'],
  input: RecordInput,
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

function rephraseFor({ name }: RecordInput): (error: unknown) => never {
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
