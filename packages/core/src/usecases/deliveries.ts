import type { Delivery } from '../delivery.ts';
import { TricordError } from '../errors.ts';
import type { DeliveryQuery } from '../ports/deliveries.ts';
import type { Page } from '../ports/page.ts';
import { parseUuid } from '../uuid.ts';
import { type AuditDeps, auditDone } from './audit.ts';
import type { CoreDeps } from './deps.ts';

/** How many deliveries are replayed before other work gets a turn. */
const PAGE = 100;

/** Deliveries that match the query, last created first, a page at a time. */
export function listDeliveries(
  deps: Pick<CoreDeps, 'catalog'>,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  return deps.catalog.deliveries.list(query);
}

/**
 * A delivery of the account.
 * @throws TricordError `delivery-not-found`.
 */
export async function findDelivery(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  id: string,
): Promise<Delivery> {
  const uuid = parseUuid(id);
  const found = uuid === undefined ? undefined : await deps.catalog.deliveries.get(accountId, uuid);
  if (found === undefined) throw new TricordError('delivery-not-found', 'Delivery not found');
  return found;
}

/**
 * Sends a delivery again, whatever its state.
 * @throws TricordError `delivery-not-found`.
 */
export async function replayDelivery(
  deps: AuditDeps,
  accountId: string,
  id: string,
): Promise<Delivery> {
  const { catalog, clock } = deps;
  const uuid = parseUuid(id);
  const found =
    uuid === undefined ? undefined : await catalog.deliveries.replay(accountId, uuid, clock.now());
  if (found === undefined) throw new TricordError('delivery-not-found', 'Delivery not found');
  const recordingId = found.event.recording.id;
  await auditDone(deps, { accountId, action: 'webhook.replay', recordingId, subject: found.id });
  return found;
}

/** Sends every dead delivery of the account again. Returns how many. */
export async function replayDeadDeliveries(deps: AuditDeps, accountId: string): Promise<number> {
  const { clock } = deps;
  const { deliveries } = deps.catalog;
  const query = { accountId, states: ['dead'], limit: PAGE } as const;
  let replayed = 0;
  let page = await deliveries.list(query);
  for (;;) {
    for (const { id } of page.items) await deliveries.replay(accountId, id, clock.now());
    replayed += page.items.length;
    if (page.next === undefined) break;
    await new Promise(setImmediate);
    page = await deliveries.list({ ...query, after: page.next });
  }
  if (replayed > 0) {
    await auditDone(deps, { accountId, action: 'webhook.replay', details: { replayed } });
  }
  return replayed;
}
