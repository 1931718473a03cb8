/** The base path twice, from clients whose base already ends in `/api/laml` and that append page links to it. */
const REPEATED_BASE = /^(?:\/api\/laml){2,}(?=\/)/;
/**
 * Where the extension `.json` is optional: accounts, their lists, calls, conferences and everything below
 * them but audio, and everything below a recording.
 */
const JSON_ONLY =
  /^(?:\/api\/laml)?\/2010-04-01\/Accounts(?:\/[^/]+(?:\/(?:Recordings|(?:Calls|Conferences)(?:\/.+)?|Recordings\/[^/]+\/Transcriptions))?)?$/;
/** The audio of a recording of a call or conference. */
const AUDIO = /\/(?:Calls|Conferences)\/[^/]+\/Recordings\/[^/]+\.(?:mp3|wav)$/;

/**
 * Normalizes a URL to the spelling in openapi.yaml. A recording of an account keeps its extension,
 * because without one it is audio, not JSON.
 */
export function canonicalUrl(rawUrl: string): string {
  const query = rawUrl.indexOf('?');
  const rawPath = query < 0 ? rawUrl : rawUrl.slice(0, query);
  const path = rawPath.replace(REPEATED_BASE, '/api/laml').replace(/(?<=.)\/$/, '');
  const bare = JSON_ONLY.test(path) && !path.endsWith('.json') && !AUDIO.test(path);
  const extended = bare ? `${path}.json` : path;
  return query < 0 ? extended : extended + rawUrl.slice(query);
}
