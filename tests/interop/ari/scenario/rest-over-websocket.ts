import { by, type Scenario } from '@tricord/http-compare';
import { hear, listen, placeCall, tell } from '../step.ts';

const REQUEST = { type: 'RESTRequest', transaction_id: 't1', request_id: 'r1' };

/** A request in its usual form. */
function rest(method: string, uri: string, more: object = {}) {
  return { ...REQUEST, method, uri, ...more };
}

export const restOverWebSocket: Scenario = {
  title: 'REST over the WebSocket',
  steps: [
    listen(),
    placeCall('channel'),
    tell(rest('GET', 'recordings/stored')),
    tell({ type: 'RESTRequest', method: 'GET', uri: 'asterisk/ping' }),
    tell(rest('GET', 'recordings/stored/none')),
    tell(rest('GET', '/recordings/stored/none')),
    tell(rest('GET', 'ari/recordings/stored/none')),
    tell(rest('GET', 'recordings/stored/')),
    tell(rest('GET', 'nothing')),
    tell(rest('PATCH', 'recordings/stored')),
    tell(rest('get', 'recordings/stored')),
    tell(rest('OPTIONS', 'recordings/stored')),
    tell(rest('HEAD', 'recordings/stored')),
    tell(rest('POST', 'channels/{channel}/record?name=talk&format=mp3')),
    tell(
      rest('POST', 'channels/{channel}/record', {
        query_strings: [
          { name: 'name', value: 'talk' },
          { name: 'format', value: 'wav' },
        ],
      }),
      { shape: ['message_body.state'] },
    ),
    hear('RecordingStarted', 'talk'),
    tell(rest('GET', 'recordings/live/talk')),
    tell(rest('POST', 'recordings/live/talk/pause')),
    tell(rest('GET', 'recordings/live/talk?x=1')),
    tell(rest('POST', 'recordings/live/talk/stop')),
    hear('RecordingFinished', 'talk'),
    tell(rest('GET', 'recordings/stored/talk/file')),
    tell(
      rest('POST', 'recordings/stored/talk/copy', {
        content_type: 'application/json',
        message_body: '{"destinationRecordingName":"copy"}',
      }),
    ),
    tell(
      rest('POST', 'recordings/stored/talk/copy', {
        content_type: 'application/x-www-form-urlencoded',
        message_body: 'destinationRecordingName=other+copy',
      }),
    ),
    tell(rest('DELETE', 'recordings/stored/other%20copy')),
    tell(rest('POST', 'events/user/hello?application=recorder')),
    hear('ChannelUserevent', 'hello'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const badMessages: Scenario = {
  title: 'messages that are no good',
  steps: [
    listen(),
    tell('{'),
    tell('[]'),
    tell('"text"'),
    tell({}),
    tell({ ...REQUEST, type: 7 }),
    tell({ ...REQUEST, type: 'Greeting' }),
    tell(REQUEST),
    tell({ ...REQUEST, uri: '' }),
    tell({ ...REQUEST, uri: 'asterisk/ping' }),
    tell(rest('FETCH', 'asterisk/ping')),
    tell(rest('GET', 'asterisk/ping', { query_strings: 'a=b' })),
    tell(rest('GET', 'asterisk/ping', { query_strings: [{ name: 'a' }] })),
    tell(rest('GET', 'asterisk/ping', { query_strings: [] })),
    tell(rest('GET', 'asterisk/ping', { message_body: '{}' })),
    tell(rest('GET', 'asterisk/ping', { message_body: '{', content_type: 'application/json' })),
    tell(rest('GET', 'asterisk/ping', { message_body: '<a/>', content_type: 'text/xml' })),
    tell(rest('GET', 'asterisk/ping', { message_body: '', content_type: 'text/xml' })),
    tell({ type: 'RESTRequest', method: 'GET', uri: 'asterisk/ping', request_id: 5 }),
  ],
};

export const readOnlySocket: Scenario = {
  title: 'REST over the WebSocket of a user who may only read',
  steps: [
    listen('reader', 'app=reader', 'reader'),
    listen('key', 'app=key&api_key={reader}', 'reader'),
    tell(rest('GET', 'recordings/stored'), { socket: 'reader' }),
    tell(rest('DELETE', 'recordings/stored/none'), { socket: 'reader' }),
    tell(rest('DELETE', 'recordings/stored/none?api_key={writer}'), {
      socket: 'reader',
      ...by('credentials in a RESTRequest', 'status_code', 'reason_phrase', 'message_body.message'),
    }),
    tell(rest('DELETE', 'recordings/stored/none'), { socket: 'key' }),
  ],
};
