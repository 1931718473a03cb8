import { ask, by, type Scenario, upgrade } from '@tricord/http-compare';
import { hear, listen, placeCall } from '../step.ts';

const EVENTS = '/events?app=own';
const REFUSED = 'the body of a refused handshake';
const IN_WORDS = by(REFUSED, 'headers.content-type', 'body');

export const handshakes: Scenario = {
  title: 'handshakes of the event socket',
  steps: [
    ask('GET /events?app=own', IN_WORDS),
    ask('GET /events', IN_WORDS),
    ask('GET /events?app=own', { as: 'nobody' }),
    ask('POST /events?app=own', by('Allow of /events', 'headers.allow')),
    upgrade(`GET ${EVENTS}`),
    upgrade(`GET ${EVENTS}`, { as: 'reader' }),
    upgrade(`GET ${EVENTS}&api_key={writer}`, { as: 'nobody' }),
    upgrade(`GET ${EVENTS}`, { as: 'nobody' }),
    upgrade(`GET ${EVENTS}&api_key=lab:wrong`, { as: 'nobody' }),
    upgrade('GET /events', IN_WORDS),
    upgrade('GET /events?app=', IN_WORDS),
    upgrade('GET /events?app=a,b,a'),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-protocol': 'ari' } }),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-protocol': 'mqtt, ari' } }),
    upgrade(`GET ${EVENTS}`, {
      headers: { 'sec-websocket-protocol': 'mqtt' },
      ...by(REFUSED, 'headers.content-type', 'body', 'lengthIsTold'),
    }),
    upgrade(`GET ${EVENTS}`, {
      headers: { 'sec-websocket-version': '12' },
      ...by(REFUSED, 'headers', 'body', 'lengthIsTold'),
    }),
    upgrade('GET /nothing?app=own', by(REFUSED, 'headers', 'body', 'lengthIsTold')),
    upgrade('GET /events/?app=own', by(REFUSED, 'headers', 'body', 'lengthIsTold')),
  ],
};

export const userEvents: Scenario = {
  title: 'events of users',
  steps: [
    listen(),
    listen('other'),
    placeCall('channel'),
    ask('POST /events/user/hello'),
    ask('POST /events/user/hello?application='),
    ask('POST /events/user/hello?application=none'),
    ask('POST /events/user/hello?application=recorder', { as: 'reader' }),
    ask('POST /events/user/hello?application=recorder'),
    hear('ChannelUserevent', 'hello'),
    ask('POST /events/user/a%20b?application=other', {
      json: { variables: { one: '1', two: 2 } },
    }),
    hear('ChannelUserevent', 'a b', 'other'),
    ask('POST /events/user/here?application=recorder&source=channel:{channel}'),
    hear('ChannelUserevent'),
    ask('POST /events/user/here?application=recorder&source=channel:none'),
    ask('POST /events/user/here?application=recorder&source=planet:earth'),
    ask('POST /events/user/here?application=recorder&source=channel'),
    ask('POST /events/user/bad?application=recorder', {
      json: { variables: 7 },
      ...by('variables of a user event that are no object', 'status'),
    }),
    ask('POST /events/user/last?application=recorder'),
    hear('ChannelUserevent', 'last'),
  ],
};

export const replacement: Scenario = {
  title: 'a second socket takes over an application',
  steps: [
    listen('first', 'app=recorder'),
    listen(),
    hear('ApplicationReplaced', undefined, 'first'),
    placeCall('channel'),
    ask('POST /events/user/fence?application=recorder'),
    hear('ChannelUserevent', 'fence'),
  ],
};
