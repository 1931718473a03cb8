import { connect, type Socket } from 'node:net';
import { pcm16ToBytes } from '@tricord/audio';
import type { Clock } from '@tricord/core';
import { encodeFrame, FRAME_KIND, kindOf } from '../sources/audiosocket/frames.ts';
import { uuidToBytes } from '../uuid-bytes.ts';

export interface AudioSocketCallerOptions {
  readonly host: string;
  readonly port: number;
  /** The call's UUID. */
  readonly uuid: string;
  readonly clock: Clock;
}

export interface PlayOptions {
  /** One of the protocol's rates. */
  readonly sampleRateHz: number;
  /** 1: real time; 10: ten times as fast. */
  readonly speed?: number;
  /** Told how much has been sent, milliseconds of audio. */
  readonly onProgress?: (playedMs: number) => void;
  /** Ends the playing early; the call goes on. */
  readonly signal?: AbortSignal;
}

const PTIME_MS = 20;

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
    const { sampleRateHz, speed = 1, onProgress, signal } = options;
    const kind = kindOf(sampleRateHz);
    if (kind === undefined) throw new RangeError(`AudioSocket has no rate of ${sampleRateHz} Hz`);
    const frame = Math.round((sampleRateHz * PTIME_MS) / 1000);
    const startMs = this.#clock.monotonicMs();
    let at = 0;
    const sentMs = () => (Math.min(at, samples.length) * 1000) / sampleRateHz;
    return new Promise((resolve) => {
      const stop = () => {
        timer.cancel();
        signal?.removeEventListener('abort', stop);
        resolve(sentMs());
      };
      const send = () => {
        const dueMs = (this.#clock.monotonicMs() - startMs) * speed + PTIME_MS;
        while (at < samples.length && sentMs() < dueMs && !this.#socket.writableNeedDrain) {
          const part = samples.subarray(at, at + frame);
          this.#socket.write(encodeFrame(kind, pcm16ToBytes(part)));
          at += frame;
        }
        onProgress?.(sentMs());
        if (at >= samples.length || !this.#socket.writable) stop();
      };
      const timer = this.#clock.every(Math.min(PTIME_MS, PTIME_MS / speed), send);
      signal?.addEventListener('abort', stop);
      void this.closed.then(stop);
      if (signal?.aborted) stop();
      else send();
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

  /** Hangs up as Asterisk does, by closing, and waits until the connection is closed. */
  async hangUp(): Promise<void> {
    this.#socket.end();
    await this.closed;
  }
}
