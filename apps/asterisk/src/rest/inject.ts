import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A request that does not come from the network. */
export interface InjectedRequest {
  readonly method: string;
  /** In origin form. */
  readonly url: string;
  /** By lowercase names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the client. */
  readonly address?: string;
}

export interface InjectedResponse {
  readonly status: number;
  /** Undefined: it is not JSON, and was aborted at its first byte. */
  readonly body: string | undefined;
}

/**
 * Passes a request through an HTTP handler within the process, and resolves with its response. A body that
 * is not JSON is not read: to the handler, the client disconnects.
 * @param begin is called with the request before the handler.
 * @throws Error when the handler aborts its response.
 */
export function inject(
  handler: RequestListener,
  { method, url, headers, body, address }: InjectedRequest,
  begin: (req: IncomingMessage) => void,
): Promise<InjectedResponse> {
  const wire = new Wire();
  if (address !== undefined) Object.assign(wire, { remoteAddress: address });
  // Requests and responses use only what every stream has, or what may be undefined in a socket.
  const socket = wire as unknown as Socket;
  const req = new IncomingMessage(socket);
  const length = Buffer.byteLength(body);
  Object.assign(req, { method, url, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 });
  req.headers = length === 0 ? { ...headers } : { ...headers, 'content-length': String(length) };
  if (length > 0) req.push(body);
  req.push(null);
  req.complete = true;

  const res = new ServerResponse(req);
  res.useChunkedEncodingByDefault = false;
  res.assignSocket(socket);
  wire.accept = () => String(res.getHeader('Content-Type') ?? JSON_TYPE).startsWith(JSON_TYPE);
  const response = new Promise<InjectedResponse>((resolve, reject) => {
    wire.once('close', () => {
      const { statusCode: status } = res;
      if (wire.refused) resolve({ status, body: undefined });
      else if (res.writableFinished) resolve({ status, body: wire.body() });
      else reject(new Error('The response was broken off'));
    });
  });
  res.once('finish', () => wire.destroy());
  // Node's server does this for its own sockets: a response that is written in chunks waits for it.
  wire.on('drain', () => res.emit('drain'));
  begin(req);
  handler(req, res);
  return response;
}

const JSON_TYPE = 'application/json';
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** The client's end of a connection, which collects what is written to it. */
class Wire extends Duplex {
  /** Called with the head of the response; returns whether the body is wanted. */
  accept: () => boolean = () => true;
  refused = false;
  readonly #chunks: Buffer[] = [];

  /** What followed the head. */
  body(): string {
    const all = Buffer.concat(this.#chunks);
    const end = all.indexOf(END_OF_HEAD);
    return end < 0 ? '' : all.toString('utf8', end + END_OF_HEAD.length);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#chunks.length === 0 && !this.accept()) {
      this.refused = true;
      this.destroy();
    } else {
      this.#chunks.push(chunk);
    }
    done();
  }
}
