import type { CoreDeps } from '@tricord/core';
import type { Router } from 'express';
import { callerOf } from '../access.ts';
import type { operations } from '../generated/api.ts';
import { lineRef } from '../mappers/line-ref.ts';
import { stopById, stopOnLine } from '../stop-recordings.ts';

type Names = NonNullable<operations['stopRecordingOnLine']['parameters']['query']>;

/** DELETE LiveRecordings, by id and by line. */
export function addStopRoutes(router: Router, core: CoreDeps): void {
  router.delete('/LiveRecordings', async (req, res) => {
    const names: Names = req.query;
    await stopOnLine(core, callerOf(res).accountId, lineRef(names));
    res.status(204).end();
  });

  router.delete('/LiveRecordings/:id', async (req, res) => {
    await stopById(core, callerOf(res).accountId, req.params.id);
    res.status(204).end();
  });
}
