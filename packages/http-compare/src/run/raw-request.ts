import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

/** Time limit for a response. */
const LIMIT_MS = 15_000;

export interface RawRequest {
  readonly method: string;
  /** Sent unchanged; fetch would resolve dots and percent-encode characters. */
  readonly path: string;
  /** Whether the path is relative to the server's root instead of the API's base path. */
  readonly root?: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Decoded as Latin-1, so that each character is one byte. */
  readonly body: string;
}

/** Sends a request on a new connection. */
export function sendRaw(
  url: string,
  { method, path, root = false, headers, body }: RawRequest,
): Promise<RawReply> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sending = request({
      ...{ hostname, port, method, path: root ? path : pathname + path, agent: false },
      headers: { ...length, ...headers },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    sending.once('response', (response) => {
      // Asterisk answers HEAD with a body, on which the parser would fail.
      if (method === 'HEAD') resolve({ ...headOf(response), body: '' });
      else replyOf(response).then(resolve, reject);
    });
    // An accepted handshake has no body.
    sending.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ ...headOf(response), body: '' });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

async function replyOf(response: IncomingMessage): Promise<RawReply> {
  response.setEncoding('latin1');
  const body = await textOf(response);
  return { ...headOf(response), body };
}

function headOf({ statusCode = 0, headers }: IncomingMessage): Omit<RawReply, 'body'> {
  return { status: statusCode, headers };
}
