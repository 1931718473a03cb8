import { type Clock, TricordError } from '@tricord/core';
import { WebSocket } from 'ws';

/** How long a PBX may take to answer the upgrade request. */
const HANDSHAKE_TIMEOUT_MS = 5000;

/**
 * Connects to Asterisk's `/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`. `take` is called with the socket as soon
 * as it opens, so that it misses no message.
 * @throws TricordError `session-not-found` when the PBX does not expect this connection, `session-not-live`
 *   when it is already connected, `recorder-unavailable` when the PBX cannot be reached or answers otherwise.
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
  const timer = clock.after(HANDSHAKE_TIMEOUT_MS, () => socket.terminate());
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
    return new TricordError('session-not-live', 'This connection is already in use');
  }
  return new TricordError('recorder-unavailable', `The PBX answered with status ${status}`);
}

function unreachable({ host }: URL, cause: Error): TricordError {
  return new TricordError('recorder-unavailable', `The PBX at ${host} cannot be reached`, {
    cause,
  });
}
