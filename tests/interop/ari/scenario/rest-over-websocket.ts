import { documented, type Scenario } from '@tricord/http-compare';
import { expectEvent, openSocket, placeCall, sendMessage } from '../step.ts';

const REQUEST = { type: 'RESTRequest', transaction_id: 't1', request_id: 'r1' };

/** A well-formed request. */
function rest(method: string, uri: string, more: object = {}) {
  return { ...REQUEST, method, uri, ...more };
}

export const restOverWebSocket: Scenario = {
  title: 'REST over the WebSocket',
  steps: [
    openSocket(),
    placeCall('channel'),
    sendMessage(rest('GET', 'recordings/stored')),
    sendMessage({ type: 'RESTRequest', method: 'GET', uri: 'asterisk/ping' }),
    sendMessage(rest('GET', 'recordings/stored/none')),
    sendMessage(rest('GET', '/recordings/stored/none')),
    sendMessage(rest('GET', 'ari/recordings/stored/none')),
    sendMessage(rest('GET', 'recordings/stored/')),
    sendMessage(rest('GET', 'nothing')),
    sendMessage(rest('PATCH', 'recordings/stored')),
    sendMessage(rest('get', 'recordings/stored')),
    sendMessage(rest('OPTIONS', 'recordings/stored')),
    sendMessage(rest('HEAD', 'recordings/stored')),
    sendMessage(rest('POST', 'channels/{channel}/record?name=talk&format=mp3')),
    sendMessage(
      rest('POST', 'channels/{channel}/record', {
        query_strings: [
          { name: 'name', value: 'talk' },
          { name: 'format', value: 'wav' },
        ],
      }),
      { shape: ['message_body.state'] },
    ),
    expectEvent('RecordingStarted', 'talk'),
    sendMessage(rest('GET', 'recordings/live/talk')),
    sendMessage(rest('POST', 'recordings/live/talk/pause')),
    sendMessage(rest('GET', 'recordings/live/talk?x=1')),
    sendMessage(rest('POST', 'recordings/live/talk/stop')),
    expectEvent('RecordingFinished', 'talk'),
    sendMessage(rest('GET', 'recordings/stored/talk/file')),
    sendMessage(
      rest('POST', 'recordings/stored/talk/copy', {
        content_type: 'application/json',
        message_body: '{"destinationRecordingName":"copy"}',
      }),
    ),
    sendMessage(
      rest('POST', 'recordings/stored/talk/copy', {
        content_type: 'application/x-www-form-urlencoded',
        message_body: 'destinationRecordingName=other+copy',
      }),
    ),
    sendMessage(rest('DELETE', 'recordings/stored/other%20copy')),
    sendMessage(rest('POST', 'events/user/hello?application=recorder')),
    expectEvent('ChannelUserevent', 'hello'),
  ],
  events: { shape: ['*.*.recording.duration'] },
};

export const badMessages: Scenario = {
  title: 'malformed messages',
  steps: [
    openSocket(),
    sendMessage('{'),
    sendMessage('[]'),
    sendMessage('"text"'),
    sendMessage({}),
    sendMessage({ ...REQUEST, type: 7 }),
    sendMessage({ ...REQUEST, type: 'Greeting' }),
    sendMessage(REQUEST),
    sendMessage({ ...REQUEST, uri: '' }),
    sendMessage({ ...REQUEST, uri: 'asterisk/ping' }),
    sendMessage(rest('FETCH', 'asterisk/ping')),
    sendMessage(rest('GET', 'asterisk/ping', { query_strings: 'a=b' })),
    sendMessage(rest('GET', 'asterisk/ping', { query_strings: [{ name: 'a' }] })),
    sendMessage(rest('GET', 'asterisk/ping', { query_strings: [] })),
    sendMessage(rest('GET', 'asterisk/ping', { message_body: '{}' })),
    sendMessage(
      rest('GET', 'asterisk/ping', { message_body: '{', content_type: 'application/json' }),
    ),
    sendMessage(rest('GET', 'asterisk/ping', { message_body: '<a/>', content_type: 'text/xml' })),
    sendMessage(rest('GET', 'asterisk/ping', { message_body: '', content_type: 'text/xml' })),
    sendMessage({ type: 'RESTRequest', method: 'GET', uri: 'asterisk/ping', request_id: 5 }),
  ],
};

export const readOnlySocket: Scenario = {
  title: 'REST over the WebSocket of a read-only user',
  steps: [
    openSocket('reader', 'app=reader', 'reader'),
    openSocket('key', 'app=key&api_key={reader}', 'reader'),
    sendMessage(rest('GET', 'recordings/stored'), { socket: 'reader' }),
    sendMessage(rest('DELETE', 'recordings/stored/none'), { socket: 'reader' }),
    sendMessage(rest('DELETE', 'recordings/stored/none?api_key={writer}'), {
      socket: 'reader',
      ...documented(
        'credentials in a RESTRequest',
        'status_code',
        'reason_phrase',
        'message_body.message',
      ),
    }),
    sendMessage(rest('DELETE', 'recordings/stored/none'), { socket: 'key' }),
  ],
};
