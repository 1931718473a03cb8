import { ask, by, hangUp, type Scenario } from '@tricord/http-compare';
import { hear, hearOf, listen, placeCall, record } from '../step.ts';

const CHANNEL = '/channels/{channel}';

const SWITCH =
  'originating, dialing, playing, mute, hold, moh, ring, dtmf, silence, snoop, move, redirect, variables of channels; play, moh, videoSource, variable of bridges';
const DIALPLAN = 'protocol_id, accountcode, language, dialplan';

export const channels: Scenario = {
  title: 'channels',
  steps: [
    listen(),
    ask('GET /channels'),
    ask('GET /channels/none'),
    placeCall('channel'),
    placeCall('other'),
    ask('GET /channels', { unordered: ['body'] }),
    ask(`GET ${CHANNEL}`),
    ask(`GET ${CHANNEL}`, { as: 'reader' }),
    ask(`GET ${CHANNEL}`, {
      whole: true,
      ...by(DIALPLAN, 'body.name', 'body.dialplan.context', 'body.dialplan.exten'),
    }),
    ask('POST /channels/none/answer'),
    ask(`POST ${CHANNEL}/answer`),
    ask('POST /channels/none/continue'),
    ask('DELETE /channels/none'),
    ask(`DELETE ${CHANNEL}?reason=unheard-of`),
    ask(`DELETE ${CHANNEL}`, { as: 'reader' }),
    ask(`DELETE ${CHANNEL}`),
    hear('ChannelDestroyed', '{channel}'),
    ask(`GET ${CHANNEL}`, { until: 404 }),
    ask(`DELETE ${CHANNEL}`),
    ask(`POST ${CHANNEL}/answer`),
    ask(`POST ${CHANNEL}/record?name=late&format=wav`),
    ask(`POST ${CHANNEL}/continue`),
    ask('DELETE /channels/{other}?reason=busy'),
    hear('ChannelDestroyed', '{other}'),
    placeCall('third'),
    ask('DELETE /channels/{third}?reason_code=88'),
    hear('ChannelDestroyed', '{third}'),
    placeCall('fourth'),
    ask('POST /channels/{fourth}/mute', by(SWITCH, 'status', 'body')),
    ask(
      'POST /channels/{fourth}/ring',
      by(SWITCH, 'status', 'headers.content-type', 'lengthIsTold', 'body'),
    ),
  ],
  events: {
    differs: [
      ...by(
        DIALPLAN,
        'recorder.4.channel.dialplan',
        'recorder.7.channel.dialplan',
        'recorder.11.channel.dialplan',
      ).differs,
      ...by('causes in words (cause_txt)', 'recorder.11.cause_txt').differs,
    ],
  },
};

export const variables: Scenario = {
  title: 'variables of a channel',
  steps: [
    listen(),
    placeCall('channel'),
    ask('GET /channels/none/variable?variable=CUSTOMER'),
    ask('GET /channels/none/variable'),
    ask('POST /channels/none/variable?variable=CUSTOMER&value=1'),
    ask('POST /channels/none/variable'),
    ask(`GET ${CHANNEL}/variable`),
    ask(`GET ${CHANNEL}/variable?variable=`),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`POST ${CHANNEL}/variable`),
    ask(`POST ${CHANNEL}/variable?variable=`),
    ask(`POST ${CHANNEL}/variable?variable=CUSTOMER&value=42+%2B1`),
    hear('ChannelVarset', '{channel}'),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`, { as: 'reader' }),
    ask(`GET ${CHANNEL}/variable?variable=customer`),
    ask(`POST ${CHANNEL}/variable`, { json: { variable: 'CUSTOMER', value: '日本' } }),
    hear('ChannelVarset', '{channel}'),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`POST ${CHANNEL}/variable?variable=CUSTOMER`),
    hear('ChannelVarset', '{channel}'),
    ask(
      `GET ${CHANNEL}/variable?variable=CUSTOMER`,
      by('a variable that is set without a value', 'status', 'body'),
    ),
    ask(`POST ${CHANNEL}/variable?variable=CUSTOMER&value=3`, { as: 'reader' }),
  ],
};

export const continued: Scenario = {
  title: 'a channel that leaves its application',
  steps: [
    listen(),
    placeCall('channel'),
    ask(`POST ${CHANNEL}/continue`),
    hear('StasisEnd', '{channel}'),
    ask(`POST ${CHANNEL}/record?name=late&format=wav`),
    placeCall('other'),
    ...record('/channels/{other}', 'name=talk&format=wav'),
    ask('POST /channels/{other}/continue'),
    hearOf('Tricord', 'StasisEnd', '{other}'),
    ask('GET /recordings/live/talk'),
    ask('POST /recordings/live/talk/stop'),
    hear('RecordingFinished', 'talk'),
    hearOf('Asterisk', 'StasisEnd', '{other}'),
    ask('GET /recordings/live/talk', { until: 404 }),
  ],
  events: {
    shape: ['*.*.recording.duration'],
    onlyTheirs: [{ event: 'StasisEnd {other}', row: 'continue' }],
    onlyOurs: [{ event: 'StasisEnd {other}', row: 'continue' }],
  },
};

const BY_ITSELF = 'ChannelHangupRequest of a call that ends by itself';

export const hangUps: Scenario = {
  title: 'a call that ends while it is recorded',
  steps: [
    listen(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=talk&format=wav'),
    hangUp('channel'),
    hear('RecordingFinished', 'talk'),
    hear('StasisEnd', '{channel}'),
    hear('ChannelDestroyed', '{channel}'),
    ask('GET /recordings/live/talk'),
    ask('GET /recordings/stored/talk'),
    ask(`GET ${CHANNEL}`, { until: 404 }),
    placeCall('second'),
    ...record('/channels/{second}', 'name=more&format=wav'),
    ask('DELETE /channels/{second}'),
    hear('RecordingFinished', 'more'),
    hear('ChannelDestroyed', '{second}'),
    ask('GET /recordings/live/more'),
    ask('GET /recordings/stored', { unordered: ['body'] }),
  ],
  events: {
    shape: ['*.*.recording.duration', '*.*.cause', '*.*.cause_txt'],
    onlyTheirs: [{ event: 'ChannelHangupRequest {channel}', row: BY_ITSELF }],
    ...by(DIALPLAN, 'recorder.4.channel.dialplan', 'recorder.10.channel.dialplan'),
  },
};
