import { canonicalNames } from './canonical-names.ts';

/** The words that paths are made of, as openapi.yaml spells them. */
const WORDS = canonicalNames([
  ...['LiveRecordings', 'Mine', 'Pause', 'Resume'],
  ...['Recordings', 'Media'],
]);
const PARAMETERS = canonicalNames([
  ...['deviceName', 'directoryNumber', 'username', 'numericUserId'],
  ...['page', 'pageSize', 'startTime', 'endTime'],
  ...['localPartyNumber', 'remotePartyNumber', 'remoteParty', 'ownerUsername', 'direction'],
]);
/** Those that phone numbers stand in. */
const NUMBERS = ['directoryNumber', 'localPartyNumber', 'remotePartyNumber', 'remoteParty'];
/** The plus that a number begins with, also behind an operator: `contains:+39`. */
const LEADING_PLUS = /^(\w+(?::|%3a))?\+/i;
const BASE = '/fw/Apps/Recorder/WebAPI';

/**
 * The one spelling of a URL that openapi.yaml knows. The vendor's server (ASP.NET on IIS) compares paths
 * and names of parameters without regard to case, and does not mind a trailing slash. Undefined: not
 * a URL of this API.
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
      // A plus that was not percent-encoded would arrive as a space, which begins no number.
      if (NUMBERS.includes(name)) value[0] = value[0]?.replace(LEADING_PLUS, '$1%2B') ?? '';
      return [name, ...value].join('=');
    })
    .join('&');
}
