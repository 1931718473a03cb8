import {
  type ActingCore,
  type CommandResult,
  muteRecording,
  pauseRecording,
  type RecordingRef,
  resumeRecording,
  stopRecording,
  unmuteRecording,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { changeableRecording } from '../access/people.ts';
import type { components } from '../generated/api.ts';
import { toWireRecording } from '../mappers/recording.ts';

type Command = (core: ActingCore, accountId: string, ref: RecordingRef) => Promise<CommandResult>;

const COMMANDS: Readonly<Record<string, Command>> = {
  resume: resumeRecording,
  mute: muteRecording,
  unmute: unmuteRecording,
};

export function addCommandRoutes(router: Router): void {
  for (const [verb, command] of Object.entries(COMMANDS)) {
    router.post(`/recordings/:id/${verb}`, async (req, res) => {
      const core = coreOf(res);
      const { accountId } = principalOf(res);
      const ref = await changeableRecording(res, String(req.params.id));
      const { recording } = await command(core, accountId, ref);
      res.json(toWireRecording(recording, core.clock.now()));
    });
  }

  router.post('/recordings/:id/pause', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { behavior = 'skip' }: components['schemas']['Pause'] = req.body ?? {};
    const ref = await changeableRecording(res, req.params.id);
    const { recording } = await pauseRecording(core, accountId, ref, behavior);
    res.json(toWireRecording(recording, core.clock.now()));
  });

  router.post('/recordings/:id/stop', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const ref = await changeableRecording(res, req.params.id);
    const { recording, ended } = await stopRecording(core, accountId, ref);
    res.json(toWireRecording(ended ?? recording, core.clock.now()));
  });
}
