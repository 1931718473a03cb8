import type { Delivery } from '../delivery.ts';
import { TricordError } from '../errors.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

type Deps = Pick<CoreDeps, 'catalog' | 'clock'>;

/** So many are replayed before others have their turn. */
const PAGE = 100;

/**
 * Has a delivery sent again, whatever became of it.
 * @throws TricordError `delivery-not-found`.
 */
export async function replayDelivery(
  { catalog, clock }: Deps,
  accountId: string,
  id: string,
): Promise<Delivery> {
  const uuid = parseUuid(id);
  const found =
    uuid === undefined ? undefined : await catalog.deliveries.replay(accountId, uuid, clock.now());
  if (found === undefined) throw new TricordError('delivery-not-found', 'Delivery not found');
  return found;
}

/** Has everything sent again that the account's receivers did not take. Answers how much it is. */
export async function replayDeadDeliveries(
  { catalog, clock }: Deps,
  accountId: string,
): Promise<number> {
  const { deliveries } = catalog;
  const query = { accountId, states: ['dead'], limit: PAGE } as const;
  let replayed = 0;
  let page = await deliveries.list(query);
  for (;;) {
    for (const { id } of page.items) await deliveries.replay(accountId, id, clock.now());
    replayed += page.items.length;
    if (page.next === undefined) return replayed;
    await new Promise(setImmediate);
    page = await deliveries.list({ ...query, after: page.next });
  }
}
