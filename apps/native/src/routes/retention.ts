import {
  type Current,
  expiredRecordings,
  NO_RETENTION,
  preserveRecording,
  releaseRecording,
  sumExpired,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { changeableRecording } from '../access/people.ts';
import type { NativeAccount } from '../config.ts';
import type { operations } from '../generated/api.ts';
import { toAfter } from '../mappers/query.ts';
import { toWireRecording } from '../mappers/recording.ts';

type PreviewQuery = NonNullable<operations['previewRetention']['parameters']['query']>;

type Policies = readonly Pick<NativeAccount, 'id' | 'retention'>[];

/** Preview of retention, and preservation of recordings. */
export function addRetentionRoutes(router: Router, accounts: Current<Policies>): void {
  router.get('/retention/preview', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { limit = 100, after } = req.query as PreviewQuery;
    const account = accounts.value.find(({ id }) => id === accountId);
    const policy = account?.retention ?? NO_RETENTION;
    const page = await expiredRecordings(core, { accountId, policy, limit, ...toAfter(after) });
    const sum = after === undefined ? await sumExpired(core, accountId, policy) : undefined;
    const now = core.clock.now();
    res.json({
      ...(sum === undefined ? {} : { count: sum.recordings, bytes: sum.bytes }),
      recordings: page.items.map((recording) => toWireRecording(recording, now)),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  for (const [method, change] of [
    ['put', preserveRecording],
    ['delete', releaseRecording],
  ] as const) {
    router[method]('/recordings/:id/preserved', async (req, res) => {
      const core = coreOf(res);
      const { accountId } = principalOf(res);
      const ref = await changeableRecording(res, req.params.id);
      const recording = await change(core, accountId, ref);
      res.json(toWireRecording(recording, core.clock.now()));
    });
  }
}
