import { listArchive } from '@tricord/core';
import { coreOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { callerOf } from '../access/authorize.ts';
import { isSameUser } from '../access/callers.ts';
import type { components, operations } from '../generated/api.ts';
import { toArchiveFilter } from '../mappers/archive-filter.ts';
import { toPage } from '../mappers/archive-page.ts';
import { toRecording } from '../mappers/recording.ts';

type Query = NonNullable<operations['listRecordings']['parameters']['query']>;
type RecordingPage = components['schemas']['RecordingPage'];

/** GET Recordings. */
export function addRecordingListRoute(router: Router): void {
  router.get('/Recordings', async (req, res) => {
    const caller = callerOf(res);
    const query: Query = req.query;
    const page = toPage(query, caller);
    const filter = toArchiveFilter(query, caller);
    const { accountId, level, username } = caller;
    const others = filter.username !== undefined && !isSameUser(filter.username, username);
    if (level < 10 && others) {
      res.json({ totalCount: 0, recordings: [] } satisfies RecordingPage);
      return;
    }
    const own = level < 10 ? { username } : {};
    const archive = { accountId, ...page, ...filter, ...own };
    const { total, items } = await listArchive(coreOf(res), archive);
    const recordings = items.map((recording) => toRecording(recording, caller));
    res.json({ totalCount: total, recordings } satisfies RecordingPage);
  });
}
