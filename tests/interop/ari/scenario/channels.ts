import { documented, hangUp, request, type Scenario } from '@tricord/http-compare';
import { expectEvent, expectEventOf, openSocket, placeCall, record } from '../step.ts';

const CHANNEL = '/channels/{channel}';

const SWITCH =
  'originating, dialing, playing, mute, hold, moh, ring, dtmf, silence, snoop, move, redirect, variables of channels; play, moh, videoSource, variable of bridges';
const DIALPLAN = 'protocol_id, accountcode, language, dialplan';

export const channels: Scenario = {
  title: 'channels',
  steps: [
    openSocket(),
    request('GET /channels'),
    request('GET /channels/none'),
    placeCall('channel'),
    placeCall('other'),
    request('GET /channels', { unordered: ['body'] }),
    request(`GET ${CHANNEL}`),
    request(`GET ${CHANNEL}`, { as: 'reader' }),
    request(`GET ${CHANNEL}`, {
      whole: true,
      ...documented(DIALPLAN, 'body.name', 'body.dialplan.context', 'body.dialplan.exten'),
    }),
    request('POST /channels/none/answer'),
    request(`POST ${CHANNEL}/answer`),
    request('POST /channels/none/continue'),
    request('DELETE /channels/none'),
    request(`DELETE ${CHANNEL}?reason=unheard-of`),
    request(`DELETE ${CHANNEL}`, { as: 'reader' }),
    request(`DELETE ${CHANNEL}`),
    expectEvent('ChannelDestroyed', '{channel}'),
    request(`GET ${CHANNEL}`, { until: 404 }),
    request(`DELETE ${CHANNEL}`),
    request(`POST ${CHANNEL}/answer`),
    request(`POST ${CHANNEL}/record?name=late&format=wav`),
    request(`POST ${CHANNEL}/continue`),
    request('DELETE /channels/{other}?reason=busy'),
    expectEvent('ChannelDestroyed', '{other}'),
    placeCall('third'),
    request('DELETE /channels/{third}?reason_code=88'),
    expectEvent('ChannelDestroyed', '{third}'),
    placeCall('fourth'),
    request('POST /channels/{fourth}/mute', documented(SWITCH, 'status', 'body')),
    request(
      'POST /channels/{fourth}/ring',
      documented(SWITCH, 'status', 'headers.content-type', 'hasContentLength', 'body'),
    ),
  ],
  events: {
    differs: [
      ...documented(
        DIALPLAN,
        'recorder.4.channel.dialplan',
        'recorder.7.channel.dialplan',
        'recorder.11.channel.dialplan',
      ).differs,
      ...documented('causes in words (cause_txt)', 'recorder.11.cause_txt').differs,
    ],
  },
};

export const variables: Scenario = {
  title: 'variables of a channel',
  steps: [
    openSocket(),
    placeCall('channel'),
    request('GET /channels/none/variable?variable=CUSTOMER'),
    request('GET /channels/none/variable'),
    request('POST /channels/none/variable?variable=CUSTOMER&value=1'),
    request('POST /channels/none/variable'),
    request(`GET ${CHANNEL}/variable`),
    request(`GET ${CHANNEL}/variable?variable=`),
    request(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    request(`POST ${CHANNEL}/variable`),
    request(`POST ${CHANNEL}/variable?variable=`),
    request(`POST ${CHANNEL}/variable?variable=CUSTOMER&value=42+%2B1`),
    expectEvent('ChannelVarset', '{channel}'),
    request(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    request(`GET ${CHANNEL}/variable?variable=CUSTOMER`, { as: 'reader' }),
    request(`GET ${CHANNEL}/variable?variable=customer`),
    request(`POST ${CHANNEL}/variable`, { json: { variable: 'CUSTOMER', value: '日本' } }),
    expectEvent('ChannelVarset', '{channel}'),
    request(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    request(`POST ${CHANNEL}/variable?variable=CUSTOMER`),
    expectEvent('ChannelVarset', '{channel}'),
    request(
      `GET ${CHANNEL}/variable?variable=CUSTOMER`,
      documented('a variable that is set without a value', 'status', 'body'),
    ),
    request(`POST ${CHANNEL}/variable?variable=CUSTOMER&value=3`, { as: 'reader' }),
  ],
};

export const continued: Scenario = {
  title: 'a channel that leaves its application',
  steps: [
    openSocket(),
    placeCall('channel'),
    request(`POST ${CHANNEL}/continue`),
    expectEvent('StasisEnd', '{channel}'),
    request(`POST ${CHANNEL}/record?name=late&format=wav`),
    placeCall('other'),
    ...record('/channels/{other}', 'name=talk&format=wav'),
    request('POST /channels/{other}/continue'),
    expectEventOf('Tricord', 'StasisEnd', '{other}'),
    request('GET /recordings/live/talk'),
    request('POST /recordings/live/talk/stop'),
    expectEvent('RecordingFinished', 'talk'),
    expectEventOf('Asterisk', 'StasisEnd', '{other}'),
    request('GET /recordings/live/talk', { until: 404 }),
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
    openSocket(),
    placeCall('channel'),
    ...record(CHANNEL, 'name=talk&format=wav'),
    hangUp('channel'),
    expectEvent('RecordingFinished', 'talk'),
    expectEvent('StasisEnd', '{channel}'),
    expectEvent('ChannelDestroyed', '{channel}'),
    request('GET /recordings/live/talk'),
    request('GET /recordings/stored/talk'),
    request(`GET ${CHANNEL}`, { until: 404 }),
    placeCall('second'),
    ...record('/channels/{second}', 'name=more&format=wav'),
    request('DELETE /channels/{second}'),
    expectEvent('RecordingFinished', 'more'),
    expectEvent('ChannelDestroyed', '{second}'),
    request('GET /recordings/live/more'),
    request('GET /recordings/stored', { unordered: ['body'] }),
  ],
  events: {
    shape: ['*.*.recording.duration', '*.*.cause', '*.*.cause_txt'],
    onlyTheirs: [{ event: 'ChannelHangupRequest {channel}', row: BY_ITSELF }],
    ...documented(DIALPLAN, 'recorder.4.channel.dialplan', 'recorder.10.channel.dialplan'),
  },
};
