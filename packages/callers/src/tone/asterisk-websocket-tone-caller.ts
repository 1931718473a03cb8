import type { ToneCaller, ToneCallSpec } from './tone-caller.ts';
import { FRAMES_PER_SECOND, framesOf, ulawToneOf } from './tones.ts';
import { messageOf, OPCODE_BINARY, WebSocketConnection } from './web-socket-connection.ts';

/** A call over Asterisk's WebSocket channel, in either direction: one track of µ-law. */
export class AsteriskWebSocketToneCaller implements ToneCaller {
  readonly #frames: readonly Buffer[];
  readonly #spec: Extract<ToneCallSpec, { kind: 'asterisk-websocket' }>;
  #connection: WebSocketConnection | undefined;

  constructor(spec: Extract<ToneCallSpec, { kind: 'asterisk-websocket' }>) {
    this.#spec = spec;
    this.#frames = framesOf(ulawToneOf(spec.tones[0])).map((frame) =>
      messageOf(OPCODE_BINARY, frame),
    );
  }

  get broken(): string | undefined {
    return this.#connection?.broken;
  }

  async open(): Promise<void> {
    const { port, path, start } = this.#spec;
    this.#connection = await WebSocketConnection.open({ port, path, protocol: 'media' });
    if (start !== undefined) this.#connection.sendText(start);
  }

  send(index: number): void {
    const frame = this.#frames[index % FRAMES_PER_SECOND];
    if (frame !== undefined) this.#connection?.sendBuilt(frame);
  }

  drain(): void {
    // The connection reads by itself: Asterisk sends almost nothing.
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}
