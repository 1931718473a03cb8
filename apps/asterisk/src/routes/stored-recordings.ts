import {
  type CoreDeps,
  copyRecording,
  deleteRecording,
  findRecording,
  listAllRecordings,
  TricordError,
} from '@tricord/core';
import type { Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import { rephrase } from '../errors.ts';
import type { operations } from '../generated/api.ts';
import { leavesRoot } from '../mappers/recording-name.ts';
import { toStoredRecording } from '../mappers/stored-recording.ts';
import { sendRecordingFile } from './send-recording-file.ts';

type CopyParameters = NonNullable<operations['copyStored']['parameters']['query']>;

const PATH = '/recordings/stored';

/** Recordings that are complete: list, read, copy, delete. */
export function addStoredRecordingRoutes(router: Router, core: CoreDeps): void {
  router.get(PATH, async (_req, res) => {
    const { accountId } = userOf(res);
    const recordings = await listAllRecordings(core, {
      accountId,
      states: ['done'],
      order: 'name',
    });
    res.json(recordings.map(toStoredRecording));
  });

  router.get(`${PATH}/:recordingName`, async (req, res) => {
    const storedName = req.params.recordingName;
    const recording = await findRecording(core, userOf(res).accountId, { storedName });
    res.json(toStoredRecording(recording));
  });

  router.delete(`${PATH}/:recordingName`, async (req, res) => {
    const storedName = req.params.recordingName;
    await deleteRecording(core, userOf(res).accountId, { storedName });
    res.status(204).end();
  });

  router.get(`${PATH}/:recordingName/file`, (req, res) =>
    sendRecordingFile(core, userOf(res).accountId, req.params.recordingName, req, res),
  );

  router.post(`${PATH}/:recordingName/copy`, async (req, res) => {
    const { accountId, username } = userOf(res);
    const { destinationRecordingName } = req.query as CopyParameters;
    // Which of several things is wrong is said in Asterisk's order: the source comes first.
    const { id } = await findRecording(core, accountId, { storedName: req.params.recordingName });
    const name = toDestination(destinationRecordingName);
    const origin = { via: 'copy', username };
    const copy = await copyRecording(core, accountId, { id }, name, origin).catch(
      rephrase({
        'recording-name-invalid': 'Invalid destination recording name',
        'recording-name-taken': 'A recording with the same name already exists on the system',
      }),
    );
    res.json(toStoredRecording(copy));
  });
}

function toDestination(name: string | undefined): string {
  if (name === undefined) {
    throw new TricordError('recording-name-invalid', 'Invalid destination recording name');
  }
  if (leavesRoot(name)) throw new TricordError('forbidden', 'Destination file path is forbidden');
  return name;
}
