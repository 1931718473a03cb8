import { connect, type Socket } from 'node:net';
import { pcm16ToBytes } from '@tricord/audio';
import { encodeFrame, FRAME_KIND, kindOf, uuidToBytes } from '@tricord/capture/audiosocket';
import type { Clock } from '@tricord/core';
import { type PlayOptions, playPaced } from './paced-play.ts';

export interface AudioSocketCallerOptions {
  readonly host: string;
  readonly port: number;
  /** The call's UUID. */
  readonly uuid: string;
  readonly clock: Clock;
}

/** The calling side of AudioSocket, as Asterisk implements it, for trials and tests. */
export class AudioSocketCaller {
  /** Resolves when either side has closed the connection. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: Clock;
  #receivedBytes = 0;

  private constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.on('data', (chunk: Buffer) => {
      this.#receivedBytes += chunk.length;
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', () => resolve());
    });
  }

  /** Connects and sends the call's UUID. Rejects with the system error when the connection is refused. */
  static open(options: AudioSocketCallerOptions): Promise<AudioSocketCaller> {
    const { host, port, uuid, clock } = options;
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        const caller = new AudioSocketCaller(socket, clock);
        socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(uuid)));
        resolve(caller);
      });
    });
  }

  /** Whether nothing more can be sent, because the other side has ended the call; it may not be closed yet. */
  get isOver(): boolean {
    return !this.#socket.writable;
  }

  /** Bytes received: the recorder's silence. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /**
   * Plays mono samples in frames of 20 ms. Resolves when all of it is sent, the signal aborts or the other side
   * closes.
   * @returns the duration of the audio that was sent, in milliseconds.
   * @throws RangeError for a sample rate that the protocol does not support.
   */
  play(samples: Int16Array, options: PlayOptions): Promise<number> {
    const { sampleRateHz } = options;
    const kind = kindOf(sampleRateHz);
    if (kind === undefined) throw new RangeError(`AudioSocket does not support ${sampleRateHz} Hz`);
    const socket = this.#socket;
    return playPaced(samples.length, options, {
      clock: this.#clock,
      closed: this.closed,
      ready: () => !socket.writableNeedDrain,
      over: () => this.isOver,
      send: (from, to) => {
        socket.write(encodeFrame(kind, pcm16ToBytes(samples.subarray(from, to))));
      },
    });
  }

  /** Sends a DTMF digit. */
  dtmf(digit: string): void {
    this.#socket.write(encodeFrame(FRAME_KIND.dtmf, Buffer.from(digit, 'latin1')));
  }

  /** Sends raw bytes, for tests of invalid input. */
  sendRaw(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Resets the TCP connection, and waits until it is closed. */
  async reset(): Promise<void> {
    this.#socket.resetAndDestroy();
    await this.closed;
  }

  /** Hangs up as Asterisk does, by closing the connection, and waits until it is closed. */
  async hangUp(): Promise<void> {
    this.#socket.end();
    await this.closed;
  }
}
