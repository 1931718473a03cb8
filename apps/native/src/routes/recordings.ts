import { awaitBegin, changeRecording, listRecordings, startRecording } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { changeableRecording, visibilityOf, visibleRecording } from '../access/people.ts';
import { removeRecording } from '../actions/remove-recording.ts';
import type { components } from '../generated/api.ts';
import { type RecordingListQuery, toAfter, toRecordingFilter } from '../mappers/query.ts';
import { toWireRecording } from '../mappers/recording.ts';
import { toStartInput } from '../mappers/start.ts';

export function addRecordingRoutes(router: Router): void {
  router.post('/recordings', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const queued = await startRecording(core, toStartInput(accountId, req.body));
    const recording = await awaitBegin(core, queued);
    const wire = toWireRecording(recording, core.clock.now());
    res.status(201).location(wire.links.self).json(wire);
  });

  router.get('/recordings', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const query = req.query as RecordingListQuery;
    const page = await listRecordings(core, {
      accountId,
      limit: query.limit ?? 100,
      ...toAfter(query.after),
      ...visibilityOf(res),
      ...(await toRecordingFilter(core.directory, accountId, query)),
    });
    const now = core.clock.now();
    res.json({
      recordings: page.items.map((recording) => toWireRecording(recording, now)),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.get('/recordings/:id', async (req, res) => {
    const recording = await visibleRecording(res, req.params.id);
    res.json(toWireRecording(recording, coreOf(res).clock.now()));
  });

  router.patch('/recordings/:id', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const patch: components['schemas']['RecordingPatch'] = req.body;
    const ref = await changeableRecording(res, req.params.id);
    const recording = await changeRecording(core, accountId, ref, patch);
    res.json(toWireRecording(recording, core.clock.now()));
  });

  router.delete('/recordings/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    await removeRecording(coreOf(res), accountId, await changeableRecording(res, req.params.id));
    res.status(204).end();
  });
}
