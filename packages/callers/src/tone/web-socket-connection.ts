import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

const OPCODE_TEXT = 0x1;
export const OPCODE_BINARY = 0x2;
const OPCODE_CLOSE = 0x8;
const OPCODE_PING = 0x9;
const OPCODE_PONG = 0xa;

export interface WebSocketTarget {
  readonly port: number;
  readonly path: string;
  readonly protocol?: string;
}

/**
 * A WebSocket client (RFC 6455) that sends prebuilt frames, and parses as little as possible of what it
 * receives. Masking keys are zero, so that masking costs nothing.
 */
export class WebSocketConnection {
  readonly #socket: Duplex;
  #closing = false;
  #broken: string | undefined;

  private constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#data(chunk));
    socket.on('error', (error) => {
      this.#broken ??= error.message;
    });
    socket.on('close', () => {
      if (!this.#closing) this.#broken ??= 'closed by the other side';
    });
  }

  /** @throws Error when the server rejects the upgrade. */
  static open({ port, path, protocol }: WebSocketTarget): Promise<WebSocketConnection> {
    return new Promise((resolve, reject) => {
      const upgrade = request({
        host: '127.0.0.1',
        port,
        path,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
          ...(protocol === undefined ? {} : { 'sec-websocket-protocol': protocol }),
        },
      });
      upgrade.on('upgrade', (_response, socket) => {
        socket.setNoDelay(true);
        resolve(new WebSocketConnection(socket));
      });
      upgrade.on('response', (response) => {
        response.resume();
        reject(new Error(`${path}: ${response.statusCode}`));
      });
      upgrade.on('error', reject);
      upgrade.end();
    });
  }

  /** Why the connection ended unexpectedly; undefined if it has not. */
  get broken(): string | undefined {
    return this.#broken;
  }

  sendText(text: string): void {
    this.#socket.write(messageOf(OPCODE_TEXT, Buffer.from(text)));
  }

  /** Sends a message built by {@link messageOf}. */
  sendBuilt(message: Buffer): void {
    this.#socket.write(message);
  }

  /** Sends a prebuilt message, encoded as Latin-1 characters. */
  sendLatin1(message: string): void {
    this.#socket.write(message, 'latin1');
  }

  /** Sends a close frame and waits until the connection is closed. */
  close(): Promise<void> {
    this.#closing = true;
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.closed) return resolve();
      socket.once('close', () => resolve());
      socket.end(messageOf(OPCODE_CLOSE, Buffer.from([0x03, 0xe8])), () => socket.destroy());
    });
  }

  /** Answers a ping, if it is at the start of a chunk; servers do not send them elsewhere. */
  #data(chunk: Buffer): void {
    const [first = 0, length = 0] = chunk;
    if ((first & 0xf) !== OPCODE_PING || length > 125) return;
    this.#socket.write(messageOf(OPCODE_PONG, chunk.subarray(2, 2 + length)));
  }
}

/** Builds a message as a single frame, masked with zeros. */
export function messageOf(opcode: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(header(opcode, payload.length)), payload]);
}

/** Builds the frame header of a text message with this many bytes, as Latin-1 characters. */
export function textHeader(length: number): string {
  return String.fromCharCode(...header(OPCODE_TEXT, length));
}

function header(opcode: number, length: number): readonly number[] {
  if (length > 0xffff) throw new RangeError(`a message of ${length} bytes`);
  const size = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  const [first = 0, ...rest] = size;
  return [0x80 | opcode, 0x80 | first, ...rest, 0, 0, 0, 0];
}
