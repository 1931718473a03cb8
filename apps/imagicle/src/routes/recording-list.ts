import { isSameUser, listArchive } from '@tricord/core';
import { coreOf, userOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { components, operations } from '../generated/api.ts';
import type { SettingsOf } from '../mappers/account-settings.ts';
import { toArchiveFilter } from '../mappers/archive-filter.ts';
import { toPage } from '../mappers/archive-page.ts';
import { toRecording } from '../mappers/recording.ts';

type Query = NonNullable<operations['listRecordings']['parameters']['query']>;
type RecordingPage = components['schemas']['RecordingPage'];

/** GET Recordings. */
export function addRecordingListRoute(router: Router, settingsOf: SettingsOf): void {
  router.get('/Recordings', async (req, res) => {
    const { accountId, role, username } = userOf(res);
    const settings = settingsOf(accountId);
    const query: Query = req.query;
    const page = toPage(query, settings);
    const filter = toArchiveFilter(query, settings);
    const others = filter.username !== undefined && !isSameUser(filter.username, username);
    if (role !== 'manager' && others) {
      res.json({ totalCount: 0, recordings: [] } satisfies RecordingPage);
      return;
    }
    const own = role === 'manager' ? {} : { username };
    const archive = { accountId, ...page, ...filter, ...own };
    const { total, items } = await listArchive(coreOf(res), archive);
    const recordings = items.map((recording) => toRecording(recording, settings));
    res.json({ totalCount: total, recordings } satisfies RecordingPage);
  });
}
