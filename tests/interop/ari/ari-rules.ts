import { type ApiRules, request } from '@tricord/http-compare';
import { idsIn, lineOf, withBody } from './ari-messages.ts';
import { isOfSwitching } from './events-of-switching.ts';
import { normalize, withoutSwitching } from './normalize.ts';
import { RECORDER } from './step.ts';

/** The rules for comparing ARI servers. */
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
  // Ids that a client chose, such as a bridge's, are recognized by their form.
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
