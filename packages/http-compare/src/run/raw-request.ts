import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

/** How long a server may take to answer, milliseconds. */
const LIMIT_MS = 15_000;

export interface RawRequest {
  readonly method: string;
  /** Sent as it is: fetch would resolve dots and encode what is not encoded. */
  readonly path: string;
  /** The path does not begin where the API does. */
  readonly root?: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Each byte as the character of its number. */
  readonly body: string;
}

/** Sends a request on a connection of its own. */
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
      // After the head that was asked for Asterisk sends a body, which would be an error to read.
      if (method === 'HEAD') resolve({ ...headOf(response), body: '' });
      else replyOf(response).then(resolve, reject);
    });
    // To a handshake that is accepted there is no more to read.
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
