import {
  type ActingCore,
  discardRecording,
  findRecording,
  muteRecording,
  pauseRecording,
  type RecordingRef,
  resumeRecording,
  stopRecording,
  TricordError,
  unmuteRecording,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { RequestHandler, Router } from 'express';
import { toLiveRecording } from '../mappers/live-recording.ts';

const PATH = '/recordings/live/:recordingName';

type Act = (core: ActingCore, accountId: string, ref: RecordingRef) => Promise<unknown>;

/** Recordings in progress: read and control. */
export function addLiveRecordingRoutes(router: Router): void {
  router.get(PATH, async (req, res) => {
    const { accountId } = principalOf(res);
    const liveName = req.params.recordingName;
    const recording = await findRecording(coreOf(res), accountId, { liveName });
    res.json(toLiveRecording(recording));
  });
  router.post(
    `${PATH}/stop`,
    control(async (core, accountId, ref) => {
      const { id, state } = await findRecording(core, accountId, ref);
      // The core accepts a second stop; in Asterisk the recording is `done` by then and accepts nothing.
      if (state === 'finishing') throw new TricordError('recording-not-live', `${id} is ${state}`);
      await stopRecording(core, accountId, { id });
    }),
  );
  router.delete(PATH, control(discardRecording));
  router.post(
    `${PATH}/pause`,
    control((core, accountId, ref) => pauseRecording(core, accountId, ref, 'skip')),
  );
  router.delete(`${PATH}/pause`, control(resumeRecording));
  router.post(`${PATH}/mute`, control(muteRecording));
  router.delete(`${PATH}/mute`, control(unmuteRecording));
}

/** A route that applies a command to the live recording in the path, and responds with 204. */
function control(act: Act): RequestHandler<{ recordingName: string }> {
  return async (req, res) => {
    const { accountId } = principalOf(res);
    await act(coreOf(res), accountId, { liveName: req.params.recordingName });
    res.status(204).end();
  };
}
