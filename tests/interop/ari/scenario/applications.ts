import { ask, by, type Scenario } from '@tricord/http-compare';
import { hear, hearOf, listen, placeCall, record, stop } from '../step.ts';

const OTHER = '/applications/other';
const ENDPOINTS = 'endpoint:PJSIP, all endpoints of a technology';
const TWICE = 'an event that an application is subscribed to twice (subscribeAll, and a bridge)';
const RECORDER_CHANNEL = 'eventSource=channel:{channel}';

export const applications: Scenario = {
  title: 'applications',
  steps: [
    listen(),
    listen('other'),
    ask('GET /applications', { unordered: ['body'] }),
    ask('GET /applications/none'),
    ask(`GET ${OTHER}`),
    ask('GET /applications/recorder', { as: 'reader' }),
    placeCall('channel'),
    ask('GET /applications/recorder'),
    ask('POST /applications/none/subscription?eventSource=channel:none'),
    ask('POST /applications/none/subscription'),
    ask(`POST ${OTHER}/subscription`),
    ask(
      `POST ${OTHER}/subscription?eventSource=`,
      by("an empty eventSource or source; a JSON array's element with a comma", 'body.message'),
    ),
    ask(`POST ${OTHER}/subscription?eventSource=endpoint:PJSIP`, by(ENDPOINTS, 'status', 'body')),
    ask(`DELETE ${OTHER}/subscription?eventSource=endpoint:PJSIP`, by(ENDPOINTS, 'status', 'body')),
    ask(`POST ${OTHER}/subscription?eventSource=channel`),
    ask(`POST ${OTHER}/subscription?eventSource=planet:earth`),
    ask(`POST ${OTHER}/subscription?eventSource=channel:none`),
    ask(`POST ${OTHER}/subscription?eventSource=bridge:none`),
    ask(`POST ${OTHER}/subscription?eventSource=endpoint:PJSIP/none`),
    ask(`DELETE ${OTHER}/subscription`),
    ask(`DELETE ${OTHER}/subscription?eventSource=planet:earth`),
    ask(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    ask('DELETE /applications/none/subscription?eventSource=channel:none'),
    ask(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`, { as: 'reader' }),
    ask(`PUT ${OTHER}`),
    ask(`POST ${OTHER}`),
  ],
};

export const subscriptions: Scenario = {
  title: 'another application subscribes to a channel',
  steps: [
    listen(),
    listen('other'),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=before&format=wav'),
    ...stop('before'),
    ask(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    ask(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    ask(`GET ${OTHER}`),
    ...record('/channels/{channel}', 'name=talk&format=wav'),
    hear('RecordingStarted', 'talk', 'other'),
    ...stop('talk'),
    hear('RecordingFinished', 'talk', 'other'),
    ask(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    ask(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    ask(`GET ${OTHER}`),
    ...record('/channels/{channel}', 'name=after&format=wav'),
    ...stop('after'),
    ask('POST /events/user/fence?application=other'),
    hear('ChannelUserevent', 'fence', 'other'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const everything: Scenario = {
  title: 'an application that subscribes to all',
  steps: [
    listen(),
    listen('all', 'app=all&subscribeAll=true'),
    ask('GET /applications/all'),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=talk&format=wav'),
    hear('RecordingStarted', 'talk', 'all'),
    ...stop('talk'),
    hear('RecordingFinished', 'talk', 'all'),
    ask('POST /bridges?bridgeId=own-room'),
    hear('BridgeCreated', 'own-room', 'all'),
    ask('POST /applications/all/subscription?eventSource=bridge:own-room'),
    ask('POST /bridges/own-room/addChannel?channel={channel}'),
    hear('ChannelEnteredBridge', '{channel} own-room', 'all'),
    ...record('/bridges/own-room', 'name=mix&format=wav'),
    ...stop('mix'),
    ask('DELETE /bridges/own-room'),
    hear('BridgeDestroyed', 'own-room', 'all'),
    hear('ChannelLeftBridge', '{channel} own-room'),
    hearOf('Tricord', 'BridgeDestroyed', 'own-room'),
  ],
  events: {
    shape: ['*.*.recording.duration'],
    onlyTheirs: [
      { event: 'RecordingStarted mix', on: 'all', row: TWICE },
      { event: 'RecordingFinished mix', on: 'all', row: TWICE },
    ],
    onlyOurs: [
      {
        event: 'BridgeDestroyed own-room',
        row: 'events of a bridge, to an application whose channel was removed from it',
      },
    ],
    ...by('ChannelCreated', 'all.0.channel.state', 'all.0.channel.dialplan'),
  },
};

export const eventFilters: Scenario = {
  title: 'event filters',
  steps: [
    listen(),
    placeCall('channel'),
    ask('PUT /applications/none/eventFilter', { json: {} }),
    // Neither a filter that is refused nor a bare list: Asterisk may never answer for that application again.
    ask('PUT /applications/recorder/eventFilter', {
      json: { disallowed: [{ type: 'RecordingStarted' }] },
    }),
    ask('GET /applications/recorder'),
    ask('POST /channels/{channel}/record?name=unheard&format=wav', { shape: ['body.state'] }),
    ...stop('unheard'),
    ask('PUT /applications/recorder/eventFilter', {
      json: {
        allowed: [{ type: 'RecordingStarted' }, { type: 'ChannelUserevent' }],
        disallowed: [],
      },
    }),
    ...record('/channels/{channel}', 'name=begun&format=wav'),
    ask('POST /recordings/live/begun/stop'),
    ask('GET /recordings/live/begun', { until: 404 }),
    ask('POST /events/user/fence?application=recorder'),
    hear('ChannelUserevent', 'fence'),
    ask('PUT /applications/recorder/eventFilter', { json: {} }),
    ask('PUT /applications/recorder/eventFilter'),
    ask('GET /applications/recorder'),
    ask('PUT /applications/recorder/eventFilter', { json: {}, as: 'reader' }),
    ...record('/channels/{channel}', 'name=again&format=wav'),
    ...stop('again'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};
