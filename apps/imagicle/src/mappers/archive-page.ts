import type { AccountSettings } from './account-settings.ts';
import { invalidParameter } from './invalid-parameter.ts';

/** The maximum page size. */
const MAX_PAGE_SIZE = 10_000;

/**
 * The requested page of the list. Without a size, the first page has all recordings, up to the account's
 * limit.
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
