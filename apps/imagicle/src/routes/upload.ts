import { importRecording, isOutsideRetention } from '@tricord/core';
import { coreOf, userOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { invalidUpload } from '../dispatch/invalid-upload.ts';
import { audioOf } from '../dispatch/upload-body.ts';
import type { components } from '../generated/api.ts';
import type { SettingsOf } from '../mappers/account-settings.ts';
import { toCall } from '../mappers/uploaded-call.ts';

type Upload = components['schemas']['Upload'];
type UploadedRecording = components['schemas']['UploadedRecording'];

/** POST Recordings. */
export function addUploadRoute(router: Router, settingsOf: SettingsOf): void {
  router.post('/Recordings', async (req, res) => {
    const core = coreOf(res);
    const { accountId, username } = userOf(res);
    const { readTime, retention } = settingsOf(accountId);
    const { jsondata: metadata }: Upload = req.body;
    const started = readTime(metadata.startDateTime);
    if (started === undefined) {
      throw invalidUpload('/body/jsondata/startDateTime', 'is no ISO 8601 time');
    }
    const owner = await core.directory.user(accountId, metadata.localParty.username);
    const call = toCall(metadata, owner);
    if (isOutsideRetention(retention, call, started.at, core.clock.now())) {
      res.status(409).end();
      return;
    }
    const { id } = await importRecording(core, {
      ...{ accountId, call, username, startedAt: started.at, audio: audioOf(res) },
      ...(metadata.notes ? { note: metadata.notes } : {}),
      ...(metadata.preserved === true ? { preservingUsername: username } : {}),
    });
    res.status(201).json({ id } satisfies UploadedRecording);
  });
}
