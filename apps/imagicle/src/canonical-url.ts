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
      const [name = '', ...value] = pair.split('=');
      return [PARAMETERS(name) ?? name, ...value].join('=');
    })
    .join('&');
}
