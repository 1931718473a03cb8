import type { Page } from '@tricord/core';
import { HttpError } from '@tricord/http-kit';
import type { components } from '../generated/api.ts';

type ListLinks = components['schemas']['ListLinks'];
type Query = Readonly<Record<string, unknown>>;

const DEFAULT_SIZE = 50;
const MAX_SIZE = 1000;
/** The prefixes of tokens for the next and the previous page. */
const WAYS = { PA: 'after', PB: 'before' } as const;

/** The requested page of a list. */
export interface PageRequest {
  readonly number: number;
  readonly size: number;
  readonly cursor: { readonly after?: string; readonly before?: string };
}

/**
 * Parses Page, PageSize and PageToken.
 * @throws HttpError `invalid` when a page after the first is requested without a token.
 */
export function toPageRequest(query: Query): PageRequest {
  const number = Number(query.Page ?? 0);
  const size = Math.min(Number(query.PageSize ?? DEFAULT_SIZE), MAX_SIZE);
  if (query.PageToken === undefined) {
    if (number > 0) throw missingToken();
    return { number, size, cursor: {} };
  }
  const token = String(query.PageToken);
  const way = WAYS[token.startsWith('PB') ? 'PB' : 'PA'];
  return { number, size, cursor: { [way]: token.slice(2) } };
}

/**
 * The links of a page. They keep the filters of the request, as spelled there.
 * @param path of the list, without a query.
 * @param filters names of the parameters that filter this list.
 */
export function toPageLinks(
  path: string,
  query: Query,
  filters: readonly string[],
  request: PageRequest,
  { next, previous }: Page<unknown>,
): ListLinks {
  const given = filters.flatMap((name): [string, string][] =>
    query[name] === undefined ? [] : [[name, String(query[name])]],
  );
  const link = (number: number, token?: string) => {
    const page: [string, string][] = [
      ['Page', String(number)],
      ['PageSize', String(request.size)],
      ...(token === undefined ? [] : [['PageToken', token] satisfies [string, string]]),
    ];
    return `${path}?${new URLSearchParams([...page, ...given])}`;
  };
  const { number, cursor } = request;
  return {
    uri: link(number, tokenOf(cursor)),
    first_page_uri: link(0),
    next_page_uri: next === undefined ? null : link(number + 1, `PA${next}`),
    previous_page_uri:
      previous === undefined || number === 0 ? null : link(number - 1, `PB${previous}`),
    page: number,
    page_size: request.size,
  };
}

function tokenOf({ after, before }: PageRequest['cursor']): string | undefined {
  if (after !== undefined) return `PA${after}`;
  return before === undefined ? undefined : `PB${before}`;
}

function missingToken(): HttpError {
  const problem = { path: '/query/PageToken', message: 'is required for a page after the first' };
  return new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}
