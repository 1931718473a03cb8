import type { Delivery } from '../delivery.ts';
import { TricordError } from '../errors.ts';
import { parseUuid } from '../uuid.ts';
import { type AuditDeps, auditDone } from './audit.ts';

/** So many are replayed before others have their turn. */
const PAGE = 100;

/**
 * Has a delivery sent again, whatever became of it.
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

/** Has everything sent again that the account's receivers did not take. Answers how much it is. */
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
