/** A base that already ends in `/api/laml`, doubled by clients which append page links to it. */
const REPEATED_BASE = /^(?:\/api\/laml){2,}(?=\/)/;
/**
 * Where the extension `.json` may be left out: the lists of an account, calls, conferences and all below
 * them, and what lies below a recording.
 */
const JSON_ONLY =
  /^(?:\/api\/laml)?\/2010-04-01\/Accounts\/[^/]+\/(?:Recordings|(?:Calls|Conferences)(?:\/.+)?|Recordings\/[^/]+\/Transcriptions)$/;

/**
 * The one spelling of a URL that openapi.yaml knows. A recording of an account keeps its extension:
 * without one it is audio, not JSON.
 */
export function canonicalUrl(rawUrl: string): string {
  const query = rawUrl.indexOf('?');
  const rawPath = query < 0 ? rawUrl : rawUrl.slice(0, query);
  const path = rawPath.replace(REPEATED_BASE, '/api/laml').replace(/(?<=.)\/$/, '');
  const extended = JSON_ONLY.test(path) && !path.endsWith('.json') ? `${path}.json` : path;
  return query < 0 ? extended : extended + rawUrl.slice(query);
}
