import { ask, hear, listen, placeCall, record, type Subject, speak, stop } from '../step.ts';

const CHANNEL = '/channels/{channel}';
const LIVE = '/recordings/live';

export const recordingControls: Subject = {
  title: 'controls while it records',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=talk&format=wav'),
    ask(`GET ${LIVE}/talk`),
    ask(`GET ${LIVE}/talk`, { as: 'reader' }),
    ask('GET /recordings/stored/talk'),
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
  events: { shape: ['events.*.recording.duration'] },
};

export const discarding: Subject = {
  title: 'discarding',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    ask(`DELETE ${LIVE}/waste`),
    hear('RecordingFinished', 'waste'),
    ask(`GET ${LIVE}/waste`, { until: 404 }),
    ask(`DELETE ${LIVE}/waste`),
    ask(`POST ${LIVE}/waste/stop`),
    ask('GET /recordings/stored/waste'),
    ...record(CHANNEL, 'name=waste&format=wav'),
    ask(`POST ${LIVE}/waste/pause`),
    ask(`DELETE ${LIVE}/waste`),
    hear('RecordingFinished', 'waste'),
    ask('GET /recordings/stored/waste/file'),
    ask(`DELETE ${LIVE}/none`),
  ],
  events: { shape: ['events.*.recording.duration'] },
};

export const queued: Subject = {
  title: 'a second recording waits for the first',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`),
    ask(`GET ${LIVE}/second`),
    ask(`POST ${LIVE}/second/pause`),
    ask(`DELETE ${LIVE}/second/pause`),
    ask(`POST ${LIVE}/second/mute`),
    ask(`DELETE ${LIVE}/second/mute`),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`),
    ...stop('first'),
    hear('RecordingStarted', 'second'),
    ask(`GET ${LIVE}/second`),
    ...stop('second'),
    ask('GET /recordings/stored'),
  ],
  events: { shape: ['events.*.recording.duration'] },
};

export const queuedDiscarded: Subject = {
  title: 'a recording that waits is discarded',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=first&format=wav'),
    ask(`POST ${CHANNEL}/record?name=second&format=wav`),
    ask(`DELETE ${LIVE}/second`),
    ask(`GET ${LIVE}/second`),
    ...stop('first'),
    ask(`GET ${LIVE}/first`, { until: 404 }),
  ],
  events: { shape: ['events.*.recording.duration'] },
};

export const limits: Subject = {
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
};
