import { canonicalNames } from './canonical-names.ts';

/** The path segments, as spelled in openapi.yaml. */
const WORDS = canonicalNames([
  ...['LiveRecordings', 'Mine', 'Pause', 'Resume'],
  ...['Recordings', 'Media'],
]);
const PARAMETERS = canonicalNames([
  ...['deviceName', 'directoryNumber', 'username', 'numericUserId'],
  ...['page', 'pageSize', 'startTime', 'endTime'],
  ...['localPartyNumber', 'remotePartyNumber', 'remoteParty', 'ownerUsername', 'direction'],
]);
/** The parameters that contain phone numbers. */
const NUMBERS = ['directoryNumber', 'localPartyNumber', 'remotePartyNumber', 'remoteParty'];
/** The plus sign at the start of a number, also after an operator: `contains:+39`. */
const LEADING_PLUS = /^(\w+(?::|%3a))?\+/i;
const BASE = '/fw/Apps/Recorder/WebAPI';

/**
 * Normalizes a URL to the spelling in openapi.yaml. The vendor's server (ASP.NET on IIS) compares paths
 * and parameter names case-insensitively, and ignores a trailing slash. Undefined: not a URL of this
 * API.
 */
export function canonicalUrl(url: string): string | undefined {
  const [path = '', ...queries] = url.split('?');
  if (!`${path}/`.toLowerCase().startsWith(`${BASE.toLowerCase()}/`)) return undefined;
  const below = path.slice(BASE.length).replace(/\/$/, '').split('/');
  const canonicalPath = BASE + below.map((word) => WORDS(word) ?? word).join('/');
  return queries.length === 0
    ? canonicalPath
    : `${canonicalPath}?${canonicalQuery(queries.join('?'))}`;
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .map((pair) => {
      const [given = '', ...value] = pair.split('=');
      const name = PARAMETERS(given) ?? given;
      // A plus sign that is not percent-encoded would be decoded as a space, which starts no number.
      if (NUMBERS.includes(name)) value[0] = value[0]?.replace(LEADING_PLUS, '$1%2B') ?? '';
      return [name, ...value].join('=');
    })
    .join('&');
}
