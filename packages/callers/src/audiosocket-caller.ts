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

/** The far end of an AudioSocket call: what Asterisk does, for trials and tests. */
export class AudioSocketCaller {
  /** Resolves when the connection is closed, by whichever side. */
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

  /** Connects and says which call it is. Rejects with the system's error when nobody listens. */
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

  /** Whether nothing can be sent any more: the other side has ended the call, which is perhaps not closed yet. */
  get isOver(): boolean {
    return !this.#socket.writable;
  }

  /** Bytes that came back: the recorder's silence. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /**
   * Plays mono samples in frames of 20 ms. Resolves when all is sent, the signal fires or the other side
   * closes.
   * @returns how much was sent, milliseconds of audio.
   * @throws RangeError for a rate that the protocol lacks.
   */
  play(samples: Int16Array, options: PlayOptions): Promise<number> {
    const { sampleRateHz } = options;
    const kind = kindOf(sampleRateHz);
    if (kind === undefined) throw new RangeError(`AudioSocket has no rate of ${sampleRateHz} Hz`);
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

  /** A party presses a key. */
  dtmf(digit: string): void {
    this.#socket.write(encodeFrame(FRAME_KIND.dtmf, Buffer.from(digit, 'latin1')));
  }

  /** Sends bytes as they are: for trying what must not be sent. */
  sendRaw(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Breaks off by a TCP reset, and waits until the connection is closed. */
  async reset(): Promise<void> {
    this.#socket.resetAndDestroy();
    await this.closed;
  }

  /** Hangs up as Asterisk does, by closing, and waits until the connection is closed. */
  async hangUp(): Promise<void> {
    this.#socket.end();
    await this.closed;
  }
}
