import {
  type CoreDeps,
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
import type { RequestHandler, Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import { toLiveRecording } from '../mappers/live-recording.ts';

const PATH = '/recordings/live/:recordingName';

type Act = (accountId: string, ref: RecordingRef) => Promise<unknown>;

/** Recordings in progress: read and control. */
export function addLiveRecordingRoutes(router: Router, core: CoreDeps): void {
  router.get(PATH, async (req, res) => {
    const liveName = req.params.recordingName;
    const recording = await findRecording(core, userOf(res).accountId, { liveName });
    res.json(toLiveRecording(recording));
  });
  router.post(
    `${PATH}/stop`,
    control(async (accountId, ref) => {
      const { id, state } = await findRecording(core, accountId, ref);
      // The core takes a second stop; Asterisk, for which it is `done` by then, takes nothing more.
      if (state === 'finishing') throw new TricordError('recording-not-live', `${id} is ${state}`);
      await stopRecording(core, accountId, { id });
    }),
  );
  router.delete(
    PATH,
    control((accountId, ref) => discardRecording(core, accountId, ref)),
  );
  router.post(
    `${PATH}/pause`,
    control((accountId, ref) => pauseRecording(core, accountId, ref, 'skip')),
  );
  router.delete(
    `${PATH}/pause`,
    control((accountId, ref) => resumeRecording(core, accountId, ref)),
  );
  router.post(
    `${PATH}/mute`,
    control((accountId, ref) => muteRecording(core, accountId, ref)),
  );
  router.delete(
    `${PATH}/mute`,
    control((accountId, ref) => unmuteRecording(core, accountId, ref)),
  );
}

/** Does something to the live recording that the path names; what it says of that is 204. */
function control(act: Act): RequestHandler<{ recordingName: string }> {
  return async (req, res) => {
    await act(userOf(res).accountId, { liveName: req.params.recordingName });
    res.status(204).end();
  };
}
