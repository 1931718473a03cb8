import { ask, hear, listen, placeCall, type Subject, upgrade } from '../step.ts';

const EVENTS = '/events?app=own';

export const handshakes: Subject = {
  title: 'handshakes of the event socket',
  steps: [
    ask('GET /events?app=own'),
    ask('GET /events'),
    ask('GET /events?app=own', { as: 'nobody' }),
    ask('POST /events?app=own'),
    upgrade(`GET ${EVENTS}`),
    upgrade(`GET ${EVENTS}`, { as: 'reader' }),
    upgrade(`GET ${EVENTS}&api_key={writer}`, { as: 'nobody' }),
    upgrade(`GET ${EVENTS}`, { as: 'nobody' }),
    upgrade(`GET ${EVENTS}&api_key=lab:wrong`, { as: 'nobody' }),
    upgrade('GET /events'),
    upgrade('GET /events?app='),
    upgrade('GET /events?app=a,b,a'),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-protocol': 'ari' } }),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-protocol': 'mqtt, ari' } }),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-protocol': 'mqtt' } }),
    upgrade(`GET ${EVENTS}`, { headers: { 'sec-websocket-version': '12' } }),
    upgrade('GET /nothing?app=own'),
    upgrade('GET /events/?app=own'),
  ],
};

export const userEvents: Subject = {
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
    ask('POST /events/user/bad?application=recorder', { json: { variables: 7 } }),
    ask('POST /events/user/last?application=recorder'),
    hear('ChannelUserevent', 'last'),
  ],
};

export const replacement: Subject = {
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
