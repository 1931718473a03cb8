import { documented, request, type Scenario, upgrade } from '@tricord/http-compare';
import { expectEvent, openSocket, placeCall } from '../step.ts';

const EVENTS = '/events?app=own';
const REFUSED = 'the body of a refused handshake';
const IN_WORDS = documented(REFUSED, 'headers.content-type', 'body');

export const handshakes: Scenario = {
  title: 'handshakes of the event socket',
  steps: [
    request('GET /events?app=own', IN_WORDS),
    request('GET /events', IN_WORDS),
    request('GET /events?app=own', { as: 'nobody' }),
    request('POST /events?app=own', documented('Allow of /events', 'headers.allow')),
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
      ...documented(REFUSED, 'headers.content-type', 'body', 'hasContentLength'),
    }),
    upgrade(`GET ${EVENTS}`, {
      headers: { 'sec-websocket-version': '12' },
      ...documented(REFUSED, 'headers', 'body', 'hasContentLength'),
    }),
    upgrade('GET /nothing?app=own', documented(REFUSED, 'headers', 'body')),
    upgrade('GET /events/?app=own', documented(REFUSED, 'headers', 'body')),
  ],
};

export const userEvents: Scenario = {
  title: 'user events',
  steps: [
    openSocket(),
    openSocket('other'),
    placeCall('channel'),
    request('POST /events/user/hello'),
    request('POST /events/user/hello?application='),
    request('POST /events/user/hello?application=none'),
    request('POST /events/user/hello?application=recorder', { as: 'reader' }),
    request('POST /events/user/hello?application=recorder'),
    expectEvent('ChannelUserevent', 'hello'),
    request('POST /events/user/a%20b?application=other', {
      json: { variables: { one: '1', two: 2 } },
    }),
    expectEvent('ChannelUserevent', 'a b', 'other'),
    request('POST /events/user/here?application=recorder&source=channel:{channel}'),
    expectEvent('ChannelUserevent'),
    request('POST /events/user/here?application=recorder&source=channel:none'),
    request('POST /events/user/here?application=recorder&source=planet:earth'),
    request('POST /events/user/here?application=recorder&source=channel'),
    request('POST /events/user/bad?application=recorder', {
      json: { variables: 7 },
      ...documented('variables of a user event that are no object', 'status'),
    }),
    request('POST /events/user/last?application=recorder'),
    expectEvent('ChannelUserevent', 'last'),
  ],
};

export const replacement: Scenario = {
  title: 'a second socket takes over an application',
  steps: [
    openSocket('first', 'app=recorder'),
    openSocket(),
    expectEvent('ApplicationReplaced', undefined, 'first'),
    placeCall('channel'),
    request('POST /events/user/fence?application=recorder'),
    expectEvent('ChannelUserevent', 'fence'),
  ],
};
