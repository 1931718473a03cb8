import { ask, by, type Scenario, speak } from '@tricord/http-compare';
import { fileOf, hear, hearOf, listen, placeCall, record, stop } from '../step.ts';

const CHANNEL = '/channels/{channel}';
const LIVE = '/recordings/live';

const STILL_RECORDED = 'a recording that has begun';

export const recordingControls: Scenario = {
  title: 'controls while it records',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=talk&format=wav'),
    ask(`GET ${LIVE}/talk`),
    ask(`GET ${LIVE}/talk`, { as: 'reader' }),
    ask('GET /recordings/stored/talk', by(STILL_RECORDED, 'status', 'body')),
    ask(`DELETE ${LIVE}/talk/pause`),
    ask(`POST ${LIVE}/talk/pause`),
    ask(`GET ${LIVE}/talk`),
    ask(`POST ${LIVE}/talk/pause`),
    ask(`POST ${LIVE}/talk/mute`),
    ask(`GET ${LIVE}/talk`),
    ask(`DELETE ${LIVE}/talk/mute`),
    ask(`DELETE ${LIVE}/talk/pause`),
    ask(`GET ${LIVE}/talk`),
    ask(`POST ${LIVE}/talk/mute`),
    ask(`POST ${LIVE}/talk/mute`),
    ask(`GET ${LIVE}/talk`),
    ask(`DELETE ${LIVE}/talk/mute`),
    ask(`DELETE ${LIVE}/talk/mute`),
    speak(300),
    ask(`POST ${LIVE}/talk/stop`),
    hear('RecordingFinished', 'talk'),
    ask(`GET ${LIVE}/talk`, { until: 404 }),
    ask(`POST ${LIVE}/talk/stop`),
    ask(`POST ${LIVE}/talk/pause`),
    ask(`DELETE ${LIVE}/talk/pause`),
    ask(`POST ${LIVE}/talk/mute`),
    ask(`DELETE ${LIVE}/talk/mute`),
    ask(`DELETE ${LIVE}/talk`),
    ask('GET /recordings/stored/talk'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const discarding: Scenario = {
  title: 'discarding',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    fileOf('waste'),
    ask(`DELETE ${LIVE}/waste`),
    hear('RecordingFinished', 'waste'),
    ask(`GET ${LIVE}/waste`, { until: 404 }),
    ask(`POST ${LIVE}/waste/pause`),
    ask(`DELETE ${LIVE}/waste/pause`),
    ask(`POST ${LIVE}/waste/mute`),
    ask(`DELETE ${LIVE}/waste/mute`),
    ask(`DELETE ${LIVE}/waste`),
    ask(`POST ${LIVE}/waste/stop`),
    ask('GET /recordings/stored/waste'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    fileOf('waste'),
    ask(`POST ${LIVE}/waste/pause`),
    ask(`DELETE ${LIVE}/waste`),
    hear('RecordingFinished', 'waste'),
    ask('GET /recordings/stored/waste/file'),
    ask(`DELETE ${LIVE}/none`),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

const SECOND = 'a second recording of a channel';
const NOT_QUEUED = by(SECOND, 'status', 'headers.content-type', 'lengthIsTold', 'body');

export const queued: Scenario = {
  title: 'a second recording of a channel',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`, { shape: ['body.state'] }),
    hearOf('Tricord', 'RecordingStarted', 'second'),
    ask(`GET ${LIVE}/second`, by(SECOND, 'body.state')),
    ask(`POST ${LIVE}/second/pause`, NOT_QUEUED),
    ask(`DELETE ${LIVE}/second/pause`, NOT_QUEUED),
    ask(`POST ${LIVE}/second/mute`, NOT_QUEUED),
    ask(`DELETE ${LIVE}/second/mute`, NOT_QUEUED),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`),
    ...stop('first'),
    hearOf('Asterisk', 'RecordingStarted', 'second'),
    ask(`GET ${LIVE}/second`),
    ...stop('second'),
    ask('GET /recordings/stored'),
  ],
  events: {
    shape: ['*.*.recording.duration'],
    onlyTheirs: [{ event: 'RecordingStarted second', row: SECOND }],
    onlyOurs: [{ event: 'RecordingStarted second', row: SECOND }],
  },
};

const STOPPED_EARLY = 'a recording that is stopped before it has begun';

export const stoppedEarly: Scenario = {
  title: 'a recording that is stopped while another one runs',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`, { shape: ['body.state'] }),
    hearOf('Tricord', 'RecordingStarted', 'second'),
    ask(`POST ${LIVE}/second/stop`),
    hearOf('Tricord', 'RecordingFinished', 'second'),
    ask(`GET ${LIVE}/second`, by(STOPPED_EARLY, 'status', 'body')),
    ...stop('first'),
    ask(`GET ${LIVE}/first`, { until: 404 }),
    hearOf('Asterisk', 'RecordingStarted', 'second'),
    ask(`DELETE ${CHANNEL}`),
    hear('ChannelDestroyed', '{channel}'),
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
    listen(),
    placeCall('channel'),
    placeCall('quiet', 'loop-silence'),
    ask(`POST ${CHANNEL}/record?name=long&format=wav&maxDurationSeconds=1`, {
      shape: ['body.state'],
    }),
    hear('RecordingStarted', 'long'),
    hear('RecordingFinished', 'long'),
    ask('GET /recordings/stored/long'),
    ask('POST /channels/{quiet}/record?name=hush&format=wav&maxSilenceSeconds=1', {
      shape: ['body.state'],
    }),
    hear('RecordingStarted', 'hush'),
    hear('RecordingFinished', 'hush'),
    ask('GET /recordings/stored/hush'),
  ],
  events: by(
    'durations of a recording that silence has ended',
    'recorder.5.recording.duration',
    'recorder.5.recording.talking_duration',
    'recorder.5.recording.silence_duration',
  ),
};

export const keys: Scenario = {
  title: 'keys that are pressed',
  steps: [
    listen(),
    placeCall('channel', 'digits-12#'),
    ask(`POST ${CHANNEL}/record?name=until&format=wav&terminateOn=%23`, { shape: ['body.state'] }),
    hear('RecordingStarted', 'until'),
    hear('ChannelDtmfReceived', '{channel}'),
    hear('ChannelDtmfReceived', '{channel}'),
    hear('RecordingFinished', 'until'),
    hear('ChannelDestroyed', '{channel}'),
    ask('GET /recordings/stored/until'),
  ],
  events: {
    shape: ['*.*.recording.duration', '*.*.duration_ms', '*.*.cause', '*.*.cause_txt'],
    onlyTheirs: [
      {
        event: 'ChannelHangupRequest {channel}',
        row: 'ChannelHangupRequest of a call that ends by itself',
      },
    ],
    ...by('protocol_id, accountcode, language, dialplan', 'recorder.7.channel.dialplan'),
  },
};
