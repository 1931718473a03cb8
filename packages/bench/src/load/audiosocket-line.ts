import { connect, type Socket } from 'node:net';
import { pcm16ToBytes } from '@tricord/audio';
import type { Line, LineSpec } from './line.ts';
import { FRAMES_PER_SECOND, framesOf, toneOf } from './tone.ts';

const KIND_UUID = 0x01;
const KIND_AUDIO_8K = 0x10;

/** What comes back is of no interest: all lines read it into the same memory. */
const scrap = new Uint8Array(64 * 1024);

/** A call by AudioSocket, as Asterisk places it: one track. */
export class AudioSocketLine implements Line {
  readonly #frames: readonly Buffer[];
  readonly #call: string;
  readonly #port: number;
  #socket: Socket | undefined;
  #closing = false;
  #broken: string | undefined;

  constructor({ port, call, tones }: Extract<LineSpec, { kind: 'audiosocket' }>) {
    this.#port = port;
    this.#call = call;
    this.#frames = framesOf(toneOf(tones[0])).map((frame) =>
      encode(KIND_AUDIO_8K, pcm16ToBytes(frame)),
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
        // Stops after each read until drain(): Asterisk reads each frame, but in its own time.
        onread: { buffer: scrap, callback: () => this.#closing },
      });
      this.#socket = socket;
      socket.once('connect', () => {
        socket.write(encode(KIND_UUID, Buffer.from(this.#call.replaceAll('-', ''), 'hex')));
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

function encode(kind: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([kind, payload.length >> 8, payload.length & 0xff]), payload]);
}
