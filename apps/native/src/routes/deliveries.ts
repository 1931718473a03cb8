import {
  type CoreDeps,
  findDelivery,
  listDeliveries,
  replayDeadDeliveries,
  replayDelivery,
} from '@tricord/core';
import { coreOf } from '@tricord/http-kit';
import type { Runtime } from '@tricord/runtime';
import type { Router } from 'express';
import { accountOf } from '../access/authenticate.ts';
import { type DeliveryListQuery, toDeliveryFilter, toWireDelivery } from '../mappers/delivery.ts';
import { toAfter } from '../mappers/query.ts';

const PATH = '/webhooks/deliveries';

/** What was told of recordings, and what could not be: read it, and have it sent again. */
export function addDeliveryRoutes(
  router: Router,
  core: CoreDeps,
  wakeDeliveries: Runtime['wakeDeliveries'],
): void {
  router.get(PATH, async (req, res) => {
    const query = req.query as DeliveryListQuery;
    const page = await listDeliveries(core, {
      accountId: accountOf(res),
      limit: query.limit ?? 100,
      ...toAfter(query.after),
      ...toDeliveryFilter(query),
    });
    res.json({
      deliveries: page.items.map(toWireDelivery),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.post(`${PATH}/replay`, async (_req, res) => {
    const replayed = await replayDeadDeliveries(coreOf(res), accountOf(res));
    wakeDeliveries();
    res.json({ replayed });
  });

  router.get(`${PATH}/:id`, async (req, res) => {
    res.json(toWireDelivery(await findDelivery(core, accountOf(res), req.params.id)));
  });

  router.post(`${PATH}/:id/replay`, async (req, res) => {
    const delivery = await replayDelivery(coreOf(res), accountOf(res), req.params.id);
    wakeDeliveries();
    res.json(toWireDelivery(delivery));
  });
}
