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

/** The two servers, as differences are printed. */
export type Side = 'Asterisk' | 'Tricord';

/** The socket that most scenarios listen on, and its application. */
export const RECORDER = 'recorder';

export function expectEvent(type: string, about?: string, socket = RECORDER): ExpectEvent {
  return hearOn(type, about, socket);
}

/** Waits for an event that comes at this time from one side alone. */
export function expectEventOf(only: Side, type: string, about: string): ExpectEvent {
  return { ...expectEvent(type, about), only };
}

/** Places a call that enters the application `recorder`; its channel is known by the name. */
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

/** Begins to record and waits until it records: whether the answer came before or after that is chance. */
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

/** Discards a recording and waits until its name is free. */
export function discard(name: string): readonly Step[] {
  return [fileOf(name), ...end(name, 'DELETE ')];
}

/** Until Asterisk has a file, it answers a discard with 500 `Recording operation failed`. */
export function fileOf(name: string): Step {
  const line = `GET /recordings/stored/${encodeURIComponent(name)}`;
  return { ...request(line, { until: 200 }), only: 'Asterisk' };
}

/** Ends a recording and waits until it is stored. */
export function stop(name: string): readonly Step[] {
  return end(name, 'POST ', '/stop');
}

/** For a moment after its end Asterisk still has the live recording. */
function end(name: string, method: string, operation = ''): readonly Step[] {
  const path = `/recordings/live/${encodeURIComponent(name)}`;
  return [
    request(method + path + operation),
    expectEvent('RecordingFinished', name),
    request(`GET ${path}`, { until: 404 }),
  ];
}
