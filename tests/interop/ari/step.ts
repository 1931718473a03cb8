import {
  type CompareOptions,
  type ExpectEvent,
  expectEvent as hearOn,
  openSocket as listenOn,
  type OpenSocket,
  type PlaceCall,
  placeCall as place,
  type RequestOptions,
  request,
  type SendMessage,
  type Step,
  sendMessage as tellOver,
} from '@tricord/http-compare';

/** Names of the two servers. */
export type Side = 'Asterisk' | 'Tricord';

/** The default socket and its application. */
export const RECORDER = 'recorder';

export function expectEvent(type: string, about?: string, socket = RECORDER): ExpectEvent {
  return hearOn(type, about, socket);
}

/** Waits for an event that only one side sends at this point. */
export function expectEventOf(only: Side, type: string, about: string): ExpectEvent {
  return { ...expectEvent(type, about), only };
}

/** Places a call that enters the application `recorder`, and remembers its channel under the name. */
export function placeCall(name: string, far = 'loop-speech-1'): PlaceCall {
  return place(name, far);
}

export function openSocket(socket = RECORDER, query = `app=${socket}`, as?: string): OpenSocket {
  return listenOn(socket, query, as);
}

export function sendMessage(
  message: unknown,
  options: CompareOptions & { socket?: string } = {},
): SendMessage {
  return tellOver(message, { socket: RECORDER, ...options });
}

/** Starts a recording and waits for RecordingStarted, which may come before or after the response. */
export function record(
  target: string,
  query: string,
  options: RequestOptions = {},
): readonly Step[] {
  const name = new URLSearchParams(query).get('name') ?? '';
  return [
    request(`POST ${target}/record?${query}`, { shape: ['body.state'], ...options }),
    expectEvent('RecordingStarted', name),
  ];
}

/** Discards a recording and waits until its name is free again. */
export function discard(name: string): readonly Step[] {
  return [fileOf(name), ...end(name, 'DELETE ')];
}

/** Waits for Asterisk's file: before it exists, a discard fails with 500 `Recording operation failed`. */
export function fileOf(name: string): Step {
  const line = `GET /recordings/stored/${encodeURIComponent(name)}`;
  return { ...request(line, { until: 200 }), only: 'Asterisk' };
}

/** Ends a recording and waits until it is stored. */
export function stop(name: string): readonly Step[] {
  return end(name, 'POST ', '/stop');
}

/** Asterisk still lists the live recording shortly after its end, so this waits until it is gone. */
function end(name: string, method: string, operation = ''): readonly Step[] {
  const path = `/recordings/live/${encodeURIComponent(name)}`;
  return [
    request(method + path + operation),
    expectEvent('RecordingFinished', name),
    request(`GET ${path}`, { until: 404 }),
  ];
}
