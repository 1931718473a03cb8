import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import type { HttpAnswer } from './http-failure.ts';
import { problem } from './problems/problem.ts';
import type { ProblemCode } from './problems/problem-codes.ts';

/** The response that refuses a handshake. */
export interface UpgradeRefusal extends HttpAnswer {
  /** What is wrong, for the person who sets up the peer. */
  readonly reason?: string;
}

/** A WebSocket endpoint of a server. */
export interface Upgrade {
  /** @param path of the request, without its query and percent-encoded. */
  matches(path: string): boolean;
  /**
   * Takes over the socket, or resolves with the response that refuses the handshake; a rejection is
   * logged and results in a 500. The request's URL is in origin form. The server destroys a socket that
   * fails, so after an `await` it may be destroyed.
   * @param address of the client; a trusted proxy's word counts.
   * @throws HttpError `too-many-logins`, which the server answers.
   */
  handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    address: string,
  ): Promise<UpgradeRefusal | undefined>;
}

/** Refuses a handshake, and ends its connection. */
export function refuseUpgrade(socket: Duplex, refusal: UpgradeRefusal): void {
  const { status, headers = {}, body } = refusal.body === undefined ? asProblem(refusal) : refusal;
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined || 'Content-Type' in headers ? [] : ['Content-Type: application/json']),
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

const PROBLEMS: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthenticated',
  404: 'no-such-resource',
  429: 'too-many-logins',
  500: 'internal',
  503: 'recorder-draining',
};

/** The refusal with problem details, where no vendor has a body of its own. */
function asProblem({ status, headers, reason }: UpgradeRefusal): HttpAnswer {
  const code = PROBLEMS[status];
  const detail = reason ?? STATUS_CODES[status] ?? 'The handshake was refused';
  if (code === undefined) return { status, ...(headers === undefined ? {} : { headers }) };
  return problem(code, { detail, ...(headers === undefined ? {} : { headers }) });
}

/** Whether the client requests an upgrade to WebSocket, the only one supported. */
export function isWebSocket(req: IncomingMessage): boolean {
  return req.headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Serves a request as if it had not asked for an upgrade, which a server may ignore (RFC 9110, 7.8).
 * Clients ask for `h2c` with plain requests (curl --http2, Java's HttpClient), and Node has taken its
 * parser off the socket by then: the request is passed to a new parser, without the upgrade header.
 */
export function serveWithoutUpgrade(
  server: Server,
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const lines = [`${req.method} ${req.url} HTTP/${req.httpVersion}`];
  for (let i = 0; i + 1 < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i] ?? '';
    if (!/^(?:connection|upgrade|http2-settings)$/i.test(name)) {
      lines.push(`${name}: ${req.rawHeaders[i + 1]}`);
    }
  }
  const close = /\bclose\b/i.test(req.headers.connection ?? '');
  lines.push(`Connection: ${close ? 'close' : 'keep-alive'}`, '', '');
  socket.unshift(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), head]));
  // Node's HTTP parser takes decrypted connections by another event.
  server.emit(server instanceof TlsServer ? 'secureConnection' : 'connection', socket);
}
