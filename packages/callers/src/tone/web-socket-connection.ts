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
 * The client's end of a WebSocket (RFC 6455) that sends frames which were built beforehand, and reads no
 * more of what comes back than it must. Masking keys are zero, so that building costs nothing.
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

  /** @throws Error when the server refuses. */
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

  /** Why it ended by itself, or undefined while it has not. */
  get broken(): string | undefined {
    return this.#broken;
  }

  sendText(text: string): void {
    this.#socket.write(messageOf(OPCODE_TEXT, Buffer.from(text)));
  }

  /** Sends what {@link messageOf} has built. */
  sendBuilt(message: Buffer): void {
    this.#socket.write(message);
  }

  /** Sends a built message whose bytes are the text's characters. */
  sendLatin1(message: string): void {
    this.#socket.write(message, 'latin1');
  }

  /** Says goodbye and waits until the connection is closed. */
  close(): Promise<void> {
    this.#closing = true;
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.closed) return resolve();
      socket.once('close', () => resolve());
      socket.end(messageOf(OPCODE_CLOSE, Buffer.from([0x03, 0xe8])), () => socket.destroy());
    });
  }

  /** Answers a ping; it is enough to see one that begins a chunk, as no server sends them in between. */
  #data(chunk: Buffer): void {
    const [first = 0, length = 0] = chunk;
    if ((first & 0xf) !== OPCODE_PING || length > 125) return;
    this.#socket.write(messageOf(OPCODE_PONG, chunk.subarray(2, 2 + length)));
  }
}

/** A whole message in one frame, masked by zeros. */
export function messageOf(opcode: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(header(opcode, payload.length)), payload]);
}

/** What goes before a text message of so many bytes, as characters of Latin-1. */
export function textHeader(length: number): string {
  return String.fromCharCode(...header(OPCODE_TEXT, length));
}

function header(opcode: number, length: number): readonly number[] {
  if (length > 0xffff) throw new RangeError(`a message of ${length} bytes`);
  const size = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  const [first = 0, ...rest] = size;
  return [0x80 | opcode, 0x80 | first, ...rest, 0, 0, 0, 0];
}
