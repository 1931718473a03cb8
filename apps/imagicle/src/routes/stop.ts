import { coreOf, principalOf, userOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { ownUser } from '../actions/own-user.ts';
import { stopById, stopOfUser, stopOnLine } from '../actions/stop-recordings.ts';
import type { operations } from '../generated/api.ts';
import { lineRef } from '../mappers/line-ref.ts';

type Names = NonNullable<operations['stopRecordingOnLine']['parameters']['query']>;

/** DELETE LiveRecordings, by id, by line, and for the user's own line. */
export function addStopRoutes(router: Router): void {
  router.delete('/LiveRecordings', async (req, res) => {
    const names: Names = req.query;
    await stopOnLine(coreOf(res), principalOf(res).accountId, lineRef(names));
    res.status(204).end();
  });

  router.delete('/LiveRecordings/Mine', async (_req, res) => {
    const core = coreOf(res);
    const caller = userOf(res);
    await stopOfUser(core, caller.accountId, await ownUser(core, caller));
    res.status(204).end();
  });

  router.delete('/LiveRecordings/:id', async (req, res) => {
    await stopById(coreOf(res), principalOf(res).accountId, req.params.id);
    res.status(204).end();
  });
}
