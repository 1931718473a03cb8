import { connect, type Socket } from 'node:net';
import { pcm16ToBytes } from '@tricord/audio';
import { encodeFrame, FRAME_KIND, uuidToBytes } from '@tricord/capture/audiosocket';
import type { ToneCaller, ToneCallSpec } from './tone-caller.ts';
import { FRAMES_PER_SECOND, framesOf, toneOf } from './tones.ts';

/** Received data is ignored, so all callers read it into the same memory. */
const scrap = new Uint8Array(64 * 1024);

/** A call over AudioSocket, as Asterisk places it: one track. */
export class AudioSocketToneCaller implements ToneCaller {
  readonly #frames: readonly Buffer[];
  readonly #uuid: string;
  readonly #port: number;
  #socket: Socket | undefined;
  #closing = false;
  #broken: string | undefined;

  constructor({ port, uuid, tones }: Extract<ToneCallSpec, { kind: 'audiosocket' }>) {
    this.#port = port;
    this.#uuid = uuid;
    this.#frames = framesOf(toneOf(tones[0])).map((frame) =>
      encodeFrame(FRAME_KIND.audio8k, pcm16ToBytes(frame)),
    );
  }

  get broken(): string | undefined {
    return this.#broken;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        host: '127.0.0.1',
        port: this.#port,
        noDelay: true,
        // Stops after each read until drain(): Asterisk reads each frame, but at its own pace.
        onread: { buffer: scrap, callback: () => this.#closing },
      });
      this.#socket = socket;
      socket.once('connect', () => {
        socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(this.#uuid)));
        resolve();
      });
      socket.on('error', (error) => {
        this.#broken ??= error.message;
        reject(error);
      });
      socket.on('close', () => {
        if (!this.#closing) this.#broken ??= 'closed by the recorder';
      });
    });
  }

  send(index: number): void {
    const frame = this.#frames[index % FRAMES_PER_SECOND];
    if (frame !== undefined) this.#socket?.write(frame);
  }

  drain(): void {
    this.#socket?.resume();
  }

  close(): Promise<void> {
    this.#closing = true;
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket === undefined || socket.closed) return resolve();
      socket.once('close', () => resolve());
      socket.resume();
      socket.end();
    });
  }
}
