import { coreOf, userOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { startOnLines } from '../actions/start-on-lines.ts';
import { namedLines, ownLines } from '../actions/start-scope.ts';
import type { components } from '../generated/api.ts';

type StartedRecording = components['schemas']['StartedRecording'];

/** POST LiveRecordings. */
export function addStartRoute(router: Router): void {
  router.post('/LiveRecordings', async (req, res) => {
    const core = coreOf(res);
    const caller = userOf(res);
    const names: components['schemas']['StartRecording'] | undefined = req.body;
    const scope =
      names === undefined
        ? await ownLines(core, caller)
        : await namedLines(core, caller.accountId, names);
    const { id } = await startOnLines(core, caller, scope);
    res.status(201).json({ id } satisfies StartedRecording);
  });
}
