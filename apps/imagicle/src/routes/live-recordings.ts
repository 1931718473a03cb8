import { isSameUser, listAllRecordings } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { operations } from '../generated/api.ts';
import type { SettingsOf } from '../mappers/account-settings.ts';
import { toLiveRecording } from '../mappers/live-recording.ts';

type Filters = NonNullable<operations['listLiveRecordings']['parameters']['query']>;

/** GET LiveRecordings. */
export function addLiveRecordingsRoute(router: Router, settingsOf: SettingsOf): void {
  router.get('/LiveRecordings', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { deviceName, directoryNumber, username, numericUserId }: Filters = req.query;
    const recordings = await listAllRecordings(core, {
      accountId,
      states: ['recording', 'paused'],
      ...(deviceName ? { deviceName } : {}),
      ...(directoryNumber ? { directoryNumber } : {}),
      ...(numericUserId ? { numericUserId } : {}),
    });
    const now = core.clock.now();
    const settings = settingsOf(accountId);
    const wanted = username
      ? recordings.filter(({ call }) => isSameUser(call.username, username))
      : recordings;
    res.json(wanted.map((recording) => toLiveRecording(recording, now, settings)));
  });
}
