import { ask, hangUp, hear, listen, placeCall, record, type Subject } from '../step.ts';

const CHANNEL = '/channels/{channel}';

export const channels: Subject = {
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
    ask(`GET ${CHANNEL}`, { switching: true }),
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
  ],
};

export const variables: Subject = {
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
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`, { as: 'reader' }),
    ask(`GET ${CHANNEL}/variable?variable=customer`),
    ask(`POST ${CHANNEL}/variable`, { json: { variable: 'CUSTOMER', value: '日本' } }),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`POST ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`GET ${CHANNEL}/variable?variable=CUSTOMER`),
    ask(`POST ${CHANNEL}/variable?variable=CUSTOMER&value=3`, { as: 'reader' }),
  ],
};

export const continued: Subject = {
  title: 'a channel that leaves its application',
  steps: [
    listen(),
    placeCall('channel'),
    ask(`POST ${CHANNEL}/continue`),
    hear('StasisEnd', '{channel}'),
    ask(`POST ${CHANNEL}/record?name=late&format=wav`),
  ],
};

export const hangUps: Subject = {
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
    ask('POST /channels/{second}/record?name=waiting&format=wav'),
    ask('DELETE /channels/{second}'),
    hear('RecordingFinished', 'more'),
    hear('ChannelDestroyed', '{second}'),
    ask('GET /recordings/live/waiting'),
    ask('GET /recordings/stored', { unordered: ['body'] }),
  ],
  events: { shape: ['events.*.recording.duration'] },
};
