import { documented, request, type Scenario } from '@tricord/http-compare';
import { expectEvent, expectEventOf, openSocket, placeCall, record, stop } from '../step.ts';

const OTHER = '/applications/other';
const ENDPOINTS = 'endpoint:PJSIP, all endpoints of a technology';
const TWICE = 'an event that an application is subscribed to twice (subscribeAll, and a bridge)';
const RECORDER_CHANNEL = 'eventSource=channel:{channel}';

export const applications: Scenario = {
  title: 'applications',
  steps: [
    openSocket(),
    openSocket('other'),
    request('GET /applications', { unordered: ['body'] }),
    request('GET /applications/none'),
    request(`GET ${OTHER}`),
    request('GET /applications/recorder', { as: 'reader' }),
    placeCall('channel'),
    request('GET /applications/recorder'),
    request('POST /applications/none/subscription?eventSource=channel:none'),
    request('POST /applications/none/subscription'),
    request(`POST ${OTHER}/subscription`),
    request(
      `POST ${OTHER}/subscription?eventSource=`,
      documented(
        "an empty eventSource or source; a JSON array's element with a comma",
        'body.message',
      ),
    ),
    request(
      `POST ${OTHER}/subscription?eventSource=endpoint:PJSIP`,
      documented(ENDPOINTS, 'status', 'body'),
    ),
    request(
      `DELETE ${OTHER}/subscription?eventSource=endpoint:PJSIP`,
      documented(ENDPOINTS, 'status', 'body'),
    ),
    request(`POST ${OTHER}/subscription?eventSource=channel`),
    request(`POST ${OTHER}/subscription?eventSource=planet:earth`),
    request(`POST ${OTHER}/subscription?eventSource=channel:none`),
    request(`POST ${OTHER}/subscription?eventSource=bridge:none`),
    request(`POST ${OTHER}/subscription?eventSource=endpoint:PJSIP/none`),
    request(`DELETE ${OTHER}/subscription`),
    request(`DELETE ${OTHER}/subscription?eventSource=planet:earth`),
    request(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    request('DELETE /applications/none/subscription?eventSource=channel:none'),
    request(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`, { as: 'reader' }),
    request(`PUT ${OTHER}`),
    request(`POST ${OTHER}`),
  ],
};

export const subscriptions: Scenario = {
  title: 'another application subscribes to a channel',
  steps: [
    openSocket(),
    openSocket('other'),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=before&format=wav'),
    ...stop('before'),
    request(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    request(`POST ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    request(`GET ${OTHER}`),
    ...record('/channels/{channel}', 'name=talk&format=wav'),
    expectEvent('RecordingStarted', 'talk', 'other'),
    ...stop('talk'),
    expectEvent('RecordingFinished', 'talk', 'other'),
    request(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    request(`DELETE ${OTHER}/subscription?${RECORDER_CHANNEL}`),
    request(`GET ${OTHER}`),
    ...record('/channels/{channel}', 'name=after&format=wav'),
    ...stop('after'),
    request('POST /events/user/fence?application=other'),
    expectEvent('ChannelUserevent', 'fence', 'other'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const everything: Scenario = {
  title: 'an application that subscribes to everything',
  steps: [
    openSocket(),
    openSocket('all', 'app=all&subscribeAll=true'),
    request('GET /applications/all'),
    placeCall('channel'),
    ...record('/channels/{channel}', 'name=talk&format=wav'),
    expectEvent('RecordingStarted', 'talk', 'all'),
    ...stop('talk'),
    expectEvent('RecordingFinished', 'talk', 'all'),
    request('POST /bridges?bridgeId=own-room'),
    expectEvent('BridgeCreated', 'own-room', 'all'),
    request('POST /applications/all/subscription?eventSource=bridge:own-room'),
    request('POST /bridges/own-room/addChannel?channel={channel}'),
    expectEvent('ChannelEnteredBridge', '{channel} own-room', 'all'),
    ...record('/bridges/own-room', 'name=mix&format=wav'),
    ...stop('mix'),
    request('DELETE /bridges/own-room'),
    expectEvent('BridgeDestroyed', 'own-room', 'all'),
    expectEvent('ChannelLeftBridge', '{channel} own-room'),
    expectEventOf('Tricord', 'BridgeDestroyed', 'own-room'),
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
    ...documented('ChannelCreated', 'all.0.channel.state', 'all.0.channel.dialplan'),
  },
};

export const eventFilters: Scenario = {
  title: 'event filters',
  steps: [
    openSocket(),
    placeCall('channel'),
    request('PUT /applications/none/eventFilter', { json: {} }),
    // No malformed filter and no bare array: after these, Asterisk may never answer for that application again.
    request('PUT /applications/recorder/eventFilter', {
      json: { disallowed: [{ type: 'RecordingStarted' }] },
    }),
    request('GET /applications/recorder'),
    request('POST /channels/{channel}/record?name=unheard&format=wav', { shape: ['body.state'] }),
    ...stop('unheard'),
    request('PUT /applications/recorder/eventFilter', {
      json: {
        allowed: [{ type: 'RecordingStarted' }, { type: 'ChannelUserevent' }],
        disallowed: [],
      },
    }),
    ...record('/channels/{channel}', 'name=begun&format=wav'),
    request('POST /recordings/live/begun/stop'),
    request('GET /recordings/live/begun', { until: 404 }),
    request('POST /events/user/fence?application=recorder'),
    expectEvent('ChannelUserevent', 'fence'),
    request('PUT /applications/recorder/eventFilter', { json: {} }),
    request('PUT /applications/recorder/eventFilter'),
    request('GET /applications/recorder'),
    request('PUT /applications/recorder/eventFilter', { json: {}, as: 'reader' }),
    ...record('/channels/{channel}', 'name=again&format=wav'),
    ...stop('again'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};
