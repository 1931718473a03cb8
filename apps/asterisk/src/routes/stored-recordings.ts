import { copyRecording, deleteRecording, TricordError } from '@tricord/core';
import { coreOf, principalOf, userOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { findStoredRecording } from '../actions/find-stored-recording.ts';
import { rephrase } from '../errors.ts';
import type { operations } from '../generated/api.ts';
import { formatOf } from '../mappers/format.ts';
import { namesNoFile } from '../mappers/recording-name.ts';
import { storedRecordingMapper, toStoredRecording } from '../mappers/stored-recording.ts';
import { listStoredRecordings } from './list-stored-recordings.ts';
import { sendRecordingFile } from './send-recording-file.ts';

type GetParameters = NonNullable<operations['getStored']['parameters']['query']>;
type CopyParameters = NonNullable<operations['copyStored']['parameters']['query']>;

const PATH = '/recordings/stored';

/** Recordings that are complete: list, read, copy, delete. */
export function addStoredRecordingRoutes(router: Router): void {
  router.get(PATH, listStoredRecordings);

  router.get(`${PATH}/:recordingName`, async (req, res) => {
    const { accountId } = principalOf(res);
    const { fields }: GetParameters = req.query;
    const recording = await findStoredRecording(coreOf(res), accountId, req.params.recordingName);
    res.json(storedRecordingMapper(fields)(recording));
  });

  router.delete(`${PATH}/:recordingName`, async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const found = await findStoredRecording(core, accountId, req.params.recordingName);
    await deleteRecording(core, accountId, { found });
    res.status(204).end();
  });

  router.get(`${PATH}/:recordingName/file`, (req, res) =>
    sendRecordingFile(req.params.recordingName, req, res),
  );

  router.post(`${PATH}/:recordingName/copy`, async (req, res) => {
    const core = coreOf(res);
    const { accountId, username } = userOf(res);
    const { destinationRecordingName }: CopyParameters = req.query;
    // Errors are reported in Asterisk's order: that of the source first.
    const source = await findStoredRecording(core, accountId, req.params.recordingName);
    const name = toDestination(destinationRecordingName, formatOf(source));
    const origin = { via: 'copy', username };
    const copy = await copyRecording(core, accountId, { found: source }, name, origin).catch(
      rephrase({
        'recording-name-invalid': 'Invalid destination recording name',
        'recording-name-taken': 'A recording with the same name already exists on the system',
      }),
    );
    res.json(toStoredRecording(copy));
  });
}

/** Asterisk removes any extension from the name; here, only that of the format is removed. */
function toDestination(name: string | undefined, format: string): string {
  if (name === undefined) {
    throw new TricordError('recording-name-invalid', 'Invalid destination recording name');
  }
  if (namesNoFile(name)) throw new TricordError('forbidden', 'Destination file path is forbidden');
  const extension = `.${format}`;
  return name.endsWith(extension) && name !== extension ? name.slice(0, -extension.length) : name;
}
