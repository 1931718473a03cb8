import { listArchive } from '@tricord/core';
import { coreOf, readerOf, userOf } from '@tricord/http-kit';
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
    const caller = userOf(res);
    const { accountId } = caller;
    const settings = settingsOf(accountId);
    const query: Query = req.query;
    const page = toPage(query, settings);
    const filter = toArchiveFilter(query, settings);
    const reader = readerOf(caller);
    const visible = reader === undefined ? {} : { visibleTo: reader };
    const archive = { accountId, ...page, ...filter, ...visible };
    const { total, items } = await listArchive(coreOf(res), archive);
    const recordings = items.map((recording) => toRecording(recording, settings));
    res.json({ totalCount: total, recordings } satisfies RecordingPage);
  });
}
