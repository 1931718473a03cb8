import type { AccountSettings } from './account-settings.ts';
import { invalidParameter } from './invalid-parameter.ts';

/** The most recordings that a client may ask for at once. */
const MAX_PAGE_SIZE = 10_000;

/**
 * The part of the list that is asked for. Without a size, all is on the first page, as far as the
 * account's limit goes.
 * @throws HttpError `invalid` when the page is too large.
 */
export function toPage(
  { page, pageSize }: { readonly page?: string; readonly pageSize?: string },
  { listLimit }: Pick<AccountSettings, 'listLimit'>,
): { readonly offset: number; readonly limit: number } {
  const index = Number(page || 0);
  if (!pageSize) return { offset: index === 0 ? 0 : Number.MAX_SAFE_INTEGER, limit: listLimit };
  const limit = Number(pageSize);
  if (limit > MAX_PAGE_SIZE) {
    throw invalidParameter('pageSize', `is more than ${MAX_PAGE_SIZE}`);
  }
  return { offset: index * limit, limit };
}
