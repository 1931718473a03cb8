import { listAllRecordings } from '@tricord/core';
import { coreOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { callerOf } from '../access/authorize.ts';
import { isSameUser } from '../access/callers.ts';
import type { operations } from '../generated/api.ts';
import { toLiveRecording } from '../mappers/live-recording.ts';

type Filters = NonNullable<operations['listLiveRecordings']['parameters']['query']>;

/** GET LiveRecordings. */
export function addLiveRecordingsRoute(router: Router): void {
  router.get('/LiveRecordings', async (req, res) => {
    const [caller, core] = [callerOf(res), coreOf(res)];
    const { deviceName, directoryNumber, username, numericUserId }: Filters = req.query;
    const recordings = await listAllRecordings(core, {
      accountId: caller.accountId,
      states: ['recording', 'paused'],
      ...(deviceName ? { deviceName } : {}),
      ...(directoryNumber ? { directoryNumber } : {}),
      ...(numericUserId ? { numericUserId } : {}),
    });
    const now = core.clock.now();
    const wanted = username
      ? recordings.filter(({ call }) => isSameUser(call.username, username))
      : recordings;
    res.json(wanted.map((recording) => toLiveRecording(recording, now, caller)));
  });
}
