import {
  listRecordings,
  type Recording,
  type RecordingQuery,
  type RecordingState,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { DATE_FILTERS, toDateRange } from '../mappers/date-range.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { sendList } from './send-list.ts';
import { viewOf } from './view-of.ts';

/** Discarded recordings do not exist in this API. */
const SHOWN: readonly RecordingState[] = [
  ...(['queued', 'recording', 'paused', 'finishing'] as const),
  ...(['done', 'failed'] as const),
];

/** The target of a list; `nobody` for a call that does not exist. */
export type Whose = Pick<RecordingQuery, 'sessionId' | 'conferenceId'> | 'nobody';

/** Sends a page of recordings, newest first, in the requested date range. */
export async function sendRecordings(
  accounts: Accounts,
  req: Request,
  res: Response,
  { path, filters = [], whose }: { path: string; filters?: readonly string[]; whose: Whose },
): Promise<void> {
  const { accountId } = principalOf(res);
  const view = viewOf(req, res, accounts);
  const range = toDateRange(req.query);
  await sendList<Recording>(req, res, view, {
    key: 'recordings',
    path,
    filters: [...DATE_FILTERS, ...filters],
    read: async (page) =>
      whose === 'nobody'
        ? { items: [] }
        : listRecordings(coreOf(res), { accountId, states: SHOWN, ...range, ...whose, ...page }),
    show: (recording) => toLamlRecording(recording, view),
  });
}
