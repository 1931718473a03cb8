import { findDelivery, listDeliveries, replayDeadDeliveries, replayDelivery } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { type DeliveryListQuery, toDeliveryFilter, toWireDelivery } from '../mappers/delivery.ts';
import { toAfter } from '../mappers/query.ts';

const PATH = '/webhooks/deliveries';

/** Deliveries (callbacks, webhooks, mail): list, read and replay. */
export function addDeliveryRoutes(router: Router, wakeDeliveries: () => void): void {
  router.get(PATH, async (req, res) => {
    const { accountId } = principalOf(res);
    const query = req.query as DeliveryListQuery;
    const page = await listDeliveries(coreOf(res), {
      accountId,
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
    const { accountId } = principalOf(res);
    const replayed = await replayDeadDeliveries(coreOf(res), accountId);
    wakeDeliveries();
    res.json({ replayed });
  });

  router.get(`${PATH}/:id`, async (req, res) => {
    const { accountId } = principalOf(res);
    res.json(toWireDelivery(await findDelivery(coreOf(res), accountId, req.params.id)));
  });

  router.post(`${PATH}/:id/replay`, async (req, res) => {
    const { accountId } = principalOf(res);
    const delivery = await replayDelivery(coreOf(res), accountId, req.params.id);
    wakeDeliveries();
    res.json(toWireDelivery(delivery));
  });
}
