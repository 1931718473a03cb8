import type { Line, LineSpec } from './line.ts';
import { FRAMES_PER_SECOND, framesOf, ulawToneOf } from './tone.ts';
import { messageOf, OPCODE_BINARY, WebSocketConnection } from './web-socket-connection.ts';

/** One track of µ-law into a WebSocket channel of Asterisk, which is the recorder here. */
export class AsteriskWebSocketLine implements Line {
  readonly #frames: readonly Buffer[];
  readonly #port: number;
  readonly #path: string;
  #connection: WebSocketConnection | undefined;

  constructor({ port, path, tones }: Extract<LineSpec, { kind: 'asterisk-websocket' }>) {
    this.#port = port;
    this.#path = path;
    this.#frames = framesOf(ulawToneOf(tones[0])).map((frame) => messageOf(OPCODE_BINARY, frame));
  }

  get broken(): string | undefined {
    return this.#connection?.broken;
  }

  async open(): Promise<void> {
    this.#connection = await WebSocketConnection.open({
      port: this.#port,
      path: this.#path,
      protocol: 'media',
    });
  }

  send(index: number): void {
    const frame = this.#frames[index % FRAMES_PER_SECOND];
    if (frame !== undefined) this.#connection?.sendBuilt(frame);
  }

  drain(): void {
    // The connection reads by itself: Asterisk sends next to nothing.
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}
