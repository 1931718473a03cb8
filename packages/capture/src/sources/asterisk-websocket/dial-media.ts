import { type Clock, TricordError } from '@tricord/core';
import { WebSocket } from 'ws';

/** A PBX that has not answered by then will not, milliseconds. */
const HANDSHAKE_MS = 5000;

/**
 * Connects to Asterisk's `/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`. `take` gets the socket in the moment in
 * which it opens, so that no message goes past it.
 * @throws TricordError `session-not-found` when the PBX waits for no such connection, `session-not-live`
 *   when it has it already, `recorder-unavailable` when the PBX cannot be reached or refuses otherwise.
 */
export function dialMedia<T>(
  url: URL,
  maxMessageBytes: number,
  clock: Clock,
  take: (socket: WebSocket) => T,
): Promise<T> {
  const socket = new WebSocket(url, 'media', {
    perMessageDeflate: false,
    autoPong: false,
    skipUTF8Validation: true,
    maxPayload: maxMessageBytes,
    followRedirects: false,
  });
  const timer = clock.after(HANDSHAKE_MS, () => socket.terminate());
  return new Promise((resolve, reject) => {
    const fail = (error: TricordError) => {
      timer.cancel();
      reject(error);
    };
    socket.on('error', (cause) => fail(unreachable(url, cause)));
    socket.once('unexpected-response', (_req, res) => {
      fail(refused(res.statusCode));
      socket.terminate();
    });
    socket.once('open', () => {
      timer.cancel();
      resolve(take(socket));
    });
  });
}

function refused(status: number | undefined): TricordError {
  if (status === 404)
    return new TricordError('session-not-found', 'The PBX has no such connection');
  if (status === 409) {
    return new TricordError('session-not-live', 'The PBX has this connection already');
  }
  return new TricordError('recorder-unavailable', `The PBX refuses with status ${status}`);
}

function unreachable({ host }: URL, cause: Error): TricordError {
  return new TricordError('recorder-unavailable', `The PBX at ${host} cannot be reached`, {
    cause,
  });
}
