/** A base that already ends in `/api/laml`, doubled by clients which append page links to it. */
const REPEATED_BASE = /^(?:\/api\/laml){2,}(?=\/)/;
/** What lies below a call or a conference; there the extension `.json` may be left out. */
const NESTED = /^(?:\/api\/laml)?\/2010-04-01\/Accounts\/[^/]+\/(?:Calls|Conferences)\/[^/]+\/./;

/**
 * The one spelling of a URL that openapi.yaml knows. The recordings of an account keep their
 * extension: without one they are audio, not JSON.
 */
export function canonicalUrl(rawUrl: string): string {
  const query = rawUrl.indexOf('?');
  const rawPath = query < 0 ? rawUrl : rawUrl.slice(0, query);
  const path = rawPath.replace(REPEATED_BASE, '/api/laml').replace(/(?<=.)\/$/, '');
  const extended = NESTED.test(path) && !path.endsWith('.json') ? `${path}.json` : path;
  return query < 0 ? extended : extended + rawUrl.slice(query);
}
