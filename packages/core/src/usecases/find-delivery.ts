import type { Delivery } from '../delivery.ts';
import { TricordError } from '../errors.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

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
