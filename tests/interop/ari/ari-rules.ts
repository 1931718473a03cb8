import { type ApiRules, request } from '@tricord/http-compare';
import { idsIn, lineOf, withBody } from './ari-messages.ts';
import { isOfSwitching } from './events-of-switching.ts';
import { normalize, withoutSwitching } from './normalize.ts';
import { RECORDER } from './step.ts';

/** What a comparison has to know of ARI. */
export const ARI_RULES: ApiRules = {
  headers: [
    'content-type',
    'location',
    'allow',
    'www-authenticate',
    'cache-control',
    'etag',
    'accept-ranges',
    'content-range',
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'access-control-allow-methods',
    'access-control-allow-headers',
    'sec-websocket-protocol',
  ],
  eventsPath: '/events',
  callBegins: { type: 'StasisStart', socket: RECORDER },
  normalize(value, { names, whole }) {
    const normal = normalize(value, names);
    return whole ? normal : withoutSwitching(normal);
  },
  lineOf,
  idsIn,
  // Ids that were not generated, such as a bridge's chosen one, are the scenario's own by their look.
  isOwnId: (id) => id.startsWith('own-'),
  isIgnored: isOfSwitching,
  isResponse: ({ type }) => type === 'RESTResponse',
  responseOf: withBody,
  callEnded: (requester, name) =>
    requester.send(request(`GET /channels/{${name}}`, { until: 404 })),
  async cleanUp(requester) {
    await requester.deleteAll('/recordings/stored', 'name');
    await requester.deleteAll('/bridges', 'id');
  },
};
