import { documented, request, type Scenario, wait } from '@tricord/http-compare';
import {
  expectEvent,
  expectEventOf,
  fileOf,
  openSocket,
  placeCall,
  record,
  stop,
} from '../step.ts';

const CHANNEL = '/channels/{channel}';
const LIVE = '/recordings/live';

const STILL_RECORDED = 'a recording that has begun';

export const recordingControls: Scenario = {
  title: 'controls during a recording',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=talk&format=wav'),
    request(`GET ${LIVE}/talk`),
    request(`GET ${LIVE}/talk`, { as: 'reader' }),
    request('GET /recordings/stored/talk', documented(STILL_RECORDED, 'status', 'body')),
    request(`DELETE ${LIVE}/talk/pause`),
    request(`POST ${LIVE}/talk/pause`),
    request(`GET ${LIVE}/talk`),
    request(`POST ${LIVE}/talk/pause`),
    request(`POST ${LIVE}/talk/mute`),
    request(`GET ${LIVE}/talk`),
    request(`DELETE ${LIVE}/talk/mute`),
    request(`DELETE ${LIVE}/talk/pause`),
    request(`GET ${LIVE}/talk`),
    request(`POST ${LIVE}/talk/mute`),
    request(`POST ${LIVE}/talk/mute`),
    request(`GET ${LIVE}/talk`),
    request(`DELETE ${LIVE}/talk/mute`),
    request(`DELETE ${LIVE}/talk/mute`),
    wait(300),
    request(`POST ${LIVE}/talk/stop`),
    expectEvent('RecordingFinished', 'talk'),
    request(`GET ${LIVE}/talk`, { until: 404 }),
    request(`POST ${LIVE}/talk/stop`),
    request(`POST ${LIVE}/talk/pause`),
    request(`DELETE ${LIVE}/talk/pause`),
    request(`POST ${LIVE}/talk/mute`),
    request(`DELETE ${LIVE}/talk/mute`),
    request(`DELETE ${LIVE}/talk`),
    request('GET /recordings/stored/talk'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const discarding: Scenario = {
  title: 'discarding',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    fileOf('waste'),
    request(`DELETE ${LIVE}/waste`),
    expectEvent('RecordingFinished', 'waste'),
    request(`GET ${LIVE}/waste`, { until: 404 }),
    request(`POST ${LIVE}/waste/pause`),
    request(`DELETE ${LIVE}/waste/pause`),
    request(`POST ${LIVE}/waste/mute`),
    request(`DELETE ${LIVE}/waste/mute`),
    request(`DELETE ${LIVE}/waste`),
    request(`POST ${LIVE}/waste/stop`),
    request('GET /recordings/stored/waste'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    fileOf('waste'),
    request(`POST ${LIVE}/waste/pause`),
    request(`DELETE ${LIVE}/waste`),
    expectEvent('RecordingFinished', 'waste'),
    request('GET /recordings/stored/waste/file'),
    request(`DELETE ${LIVE}/none`),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

const SECOND = 'a second recording of a channel';
const NOT_QUEUED = documented(SECOND, 'status', 'headers.content-type', 'hasContentLength', 'body');

export const queued: Scenario = {
  title: 'a second recording of a channel',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    request(`POST ${CHANNEL}/record?name=second&format=wav`, { shape: ['body.state'] }),
    expectEventOf('Tricord', 'RecordingStarted', 'second'),
    request(`GET ${LIVE}/second`, documented(SECOND, 'body.state')),
    request(`POST ${LIVE}/second/pause`, NOT_QUEUED),
    request(`DELETE ${LIVE}/second/pause`, NOT_QUEUED),
    request(`POST ${LIVE}/second/mute`, NOT_QUEUED),
    request(`DELETE ${LIVE}/second/mute`, NOT_QUEUED),
    request(`POST ${CHANNEL}/record?name=second&format=wav`),
    ...stop('first'),
    expectEventOf('Asterisk', 'RecordingStarted', 'second'),
    request(`GET ${LIVE}/second`),
    ...stop('second'),
    request('GET /recordings/stored'),
  ],
  events: {
    shape: ['*.*.recording.duration'],
    onlyTheirs: [{ event: 'RecordingStarted second', row: SECOND }],
    onlyOurs: [{ event: 'RecordingStarted second', row: SECOND }],
  },
};

const STOPPED_EARLY = 'a recording that is stopped before it has begun';

export const stoppedEarly: Scenario = {
  title: 'a recording stopped while another one runs',
  steps: [
    openSocket(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    request(`POST ${CHANNEL}/record?name=second&format=wav`, { shape: ['body.state'] }),
    expectEventOf('Tricord', 'RecordingStarted', 'second'),
    request(`POST ${LIVE}/second/stop`),
    expectEventOf('Tricord', 'RecordingFinished', 'second'),
    request(`GET ${LIVE}/second`, documented(STOPPED_EARLY, 'status', 'body')),
    ...stop('first'),
    request(`GET ${LIVE}/first`, { until: 404 }),
    expectEventOf('Asterisk', 'RecordingStarted', 'second'),
    request(`DELETE ${CHANNEL}`),
    expectEvent('ChannelDestroyed', '{channel}'),
  ],
  events: {
    shape: ['*.*.recording.duration', '*.*.channel.dialplan'],
    onlyTheirs: [
      { event: 'RecordingStarted second', row: STOPPED_EARLY },
      { event: 'RecordingFinished second', row: STOPPED_EARLY },
    ],
    onlyOurs: [
      { event: 'RecordingStarted second', row: SECOND },
      { event: 'RecordingFinished second', row: SECOND },
    ],
  },
};

export const limits: Scenario = {
  title: 'limits end a recording',
  steps: [
    openSocket(),
    placeCall('channel'),
    placeCall('quiet', 'loop-silence'),
    request(`POST ${CHANNEL}/record?name=long&format=wav&maxDurationSeconds=1`, {
      shape: ['body.state'],
    }),
    expectEvent('RecordingStarted', 'long'),
    expectEvent('RecordingFinished', 'long'),
    request('GET /recordings/stored/long'),
    request('POST /channels/{quiet}/record?name=hush&format=wav&maxSilenceSeconds=1', {
      shape: ['body.state'],
    }),
    expectEvent('RecordingStarted', 'hush'),
    expectEvent('RecordingFinished', 'hush'),
    request('GET /recordings/stored/hush'),
  ],
  events: documented(
    'durations of a recording that silence has ended',
    'recorder.5.recording.duration',
    'recorder.5.recording.talking_duration',
    'recorder.5.recording.silence_duration',
  ),
};

export const keys: Scenario = {
  title: 'DTMF',
  steps: [
    openSocket(),
    placeCall('channel', 'digits-12#'),
    request(`POST ${CHANNEL}/record?name=until&format=wav&terminateOn=%23`, {
      shape: ['body.state'],
    }),
    expectEvent('RecordingStarted', 'until'),
    expectEvent('ChannelDtmfReceived', '{channel}'),
    expectEvent('ChannelDtmfReceived', '{channel}'),
    expectEvent('RecordingFinished', 'until'),
    expectEvent('ChannelDestroyed', '{channel}'),
    request('GET /recordings/stored/until'),
  ],
  events: {
    shape: ['*.*.recording.duration', '*.*.duration_ms', '*.*.cause', '*.*.cause_txt'],
    onlyTheirs: [
      {
        event: 'ChannelHangupRequest {channel}',
        row: 'ChannelHangupRequest of a call that ends by itself',
      },
    ],
    ...documented('protocol_id, accountcode, language, dialplan', 'recorder.7.channel.dialplan'),
  },
};
