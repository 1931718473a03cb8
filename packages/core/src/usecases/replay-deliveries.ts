import type { Delivery } from '../delivery.ts';
import { TricordError } from '../errors.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';
import { everyPage } from './every-page.ts';

type Deps = Pick<CoreDeps, 'catalog' | 'clock'>;

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
  const dead = await everyPage((page) => deliveries.list({ accountId, states: ['dead'], ...page }));
  // Oldest first, as they were made.
  for (const { id } of dead.toReversed()) await deliveries.replay(accountId, id, clock.now());
  return dead.length;
}
