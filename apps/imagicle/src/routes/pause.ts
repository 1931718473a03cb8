import { coreOf, principalOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { type PauseCommand, pauseById, pauseOnNumber } from '../actions/pause-recordings.ts';
import type { operations } from '../generated/api.ts';

type Names = operations['pauseRecordingsOfNumber']['parameters']['query'];

/** PUT LiveRecordings/…/Pause and /Resume, by id and by directory number. */
export function addPauseRoutes(router: Router): void {
  addPair(router, 'Pause', 'pause');
  addPair(router, 'Resume', 'resume');
}

function addPair(router: Router, word: string, command: PauseCommand): void {
  router.put(`/LiveRecordings/${word}`, async (req, res) => {
    // The document requires a non-empty string.
    const { directoryNumber } = req.query as Names;
    const { accountId } = principalOf(res);
    answer(res, await pauseOnNumber(coreOf(res), accountId, directoryNumber, command));
  });

  router.put(`/LiveRecordings/:id/${word}`, async (req, res) => {
    const { accountId } = principalOf(res);
    answer(res, await pauseById(coreOf(res), accountId, req.params.id, command));
  });
}

/** 429: nothing changed. */
function answer(res: Response, changed: boolean): void {
  res.status(changed ? 204 : 429).end();
}
