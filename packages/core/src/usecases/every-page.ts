import type { Page } from '../ports/page.ts';

/** The items of all pages of a list, in order. */
export async function everyPage<T>(
  list: (page: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let next: string | undefined;
  do {
    const page = await list({ limit: 1000, ...(next === undefined ? {} : { after: next }) });
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}
