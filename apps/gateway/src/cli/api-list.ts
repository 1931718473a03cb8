import type { AnswerShape } from './answer-shape.ts';
import type { ApiTarget } from './api-target.ts';
import { askGateway } from './native-api.ts';

/** Which part of a list of the native API is wanted. */
export interface ApiListQuery {
  /** Below `/api/v1`. */
  readonly path: string;
  /** The property of the response that holds the items. */
  readonly items: string;
  /** What each item must have. */
  readonly item: AnswerShape;
  /** Undefined ones are left out. */
  readonly filters?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The most items, from 1 to 1000. */
  readonly limit: number;
}

/**
 * The first items of a list of the native API.
 * @throws CommandError when the gateway cannot be reached or rejects the request.
 */
export async function listFromApi<Item>(
  target: ApiTarget,
  { path, items, item, filters = {}, limit }: ApiListQuery,
): Promise<{ readonly items: readonly Item[]; readonly hasMore: boolean }> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    for (const one of value === undefined ? [] : [value].flat()) query.append(name, one);
  }
  query.set('limit', String(limit));
  const page = await askGateway<Record<string, unknown>>(target, {
    method: 'GET',
    path: `${path}?${query}`,
    what: 'the list',
    answer: { [items]: [item] },
  });
  return { items: page[items] as readonly Item[], hasMore: page.next !== undefined };
}

/** Says that a list goes on. */
export function moreThan(limit: number, hasMore: boolean): string | undefined {
  return hasMore ? `There are more than these ${limit}: raise --limit.` : undefined;
}
