import type { Socket } from 'node:net';
import { beep, pcm16FromBytes, pcm16ToBytes } from '@tricord/audio';
import type { Timer } from '@tricord/core';
import type { SourceDeps } from '../../intake/source-deps.ts';
import { SourceStream } from '../../intake/source-stream.ts';
import { PTIME_MS } from '../../timing.ts';
import { uuidFromBytes } from '../../uuid-bytes.ts';
import {
  encodeFrame,
  FRAME_KIND,
  FrameError,
  FrameReader,
  kindOf,
  sampleRateOf,
} from './frames.ts';

const SOURCE = 'audiosocket';
/** A peer that does not read gets no more silence once so much waits for it, bytes. */
const MAX_UNSENT_BYTES = 64 * 1024;
/** A peer that has been told to hang up and does not close is cut off after this, milliseconds. */
const CLOSING_MS = 2000;

export interface AudioSocketConnectionOptions extends SourceDeps {
  readonly accountId: string;
  readonly acceptUnknown: boolean;
}

/** One call by AudioSocket, from the TCP connection to the end of its session. */
export class AudioSocketConnection {
  readonly #socket: Socket;
  readonly #options: AudioSocketConnectionOptions;
  readonly #stream: SourceStream;
  readonly #reader: FrameReader;
  /** Audio for the parties, in frames, that goes out in place of silence. */
  readonly #toSay: Buffer[] = [];
  #silence = silenceFrame(8000);
  #silenceRate = 8000;
  #closing: Timer | undefined;

  constructor(socket: Socket, options: AudioSocketConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#stream = new SourceStream(
      {
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        close: () => socket.destroy(),
        hangUp: () => this.#hangUp(),
      },
      { ...options, source: SOURCE, peer: socket.remoteAddress, tooLate: 'no UUID in time' },
    );
    this.#reader = new FrameReader((kind, payload) => this.#arrived(kind, payload));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#data(chunk));
    socket.on('error', (error) =>
      options.logger.warn({ source: SOURCE, err: error }, 'connection broke'),
    );
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      this.#closing?.cancel();
      void this.#stream.ended();
    });
    this.sendSilence(1);
  }

  /** Resolves once the socket is closed and the session is over. */
  get closed(): Promise<void> {
    return this.#stream.closed;
  }

  /** Ends the call from our side. */
  close(): void {
    this.#stream.close();
  }

  /**
   * Sends silence of so many frames. Asterisk's application gives a call up after two seconds
   * without any, and some calls stay mute until audio comes back. A beep goes out in its place.
   */
  sendSilence(frames: number): void {
    const { writableLength, writable } = this.#socket;
    if (!writable || writableLength > MAX_UNSENT_BYTES) return;
    const parts = Array.from({ length: frames }, () => this.#toSay.shift() ?? this.#silence);
    this.#socket.write(parts.length === 1 ? (parts[0] ?? this.#silence) : Buffer.concat(parts));
  }

  #hangUp(): void {
    if (this.#closing !== undefined) return;
    this.#closing = this.#options.clock.after(CLOSING_MS, () => this.#socket.destroy());
    this.#socket.end(encodeFrame(FRAME_KIND.hangUp, new Uint8Array(0)));
    // Its end has to be read, also while the session is being opened.
    this.#socket.resume();
  }

  #data(chunk: Buffer): void {
    if (!this.#stream.over) this.#take(() => this.#reader.push(chunk));
  }

  #take(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (error instanceof FrameError) this.#stream.refuse(`malformed frame: ${error.message}`);
      else this.#stream.refuse('a frame could not be taken', error);
    }
  }

  #arrived(kind: number, payload: Buffer): void {
    if (!this.#stream.opening) {
      this.#frame(kind, payload);
      return;
    }
    const kept = Buffer.from(payload);
    this.#stream.hold(kept.length, () => this.#take(() => this.#frame(kind, kept)));
  }

  #frame(kind: number, payload: Buffer): void {
    const stream = this.#stream;
    if (stream.over) return;
    const rate = sampleRateOf(kind);
    if (rate !== undefined) this.#audio(payload, rate);
    else if (kind === FRAME_KIND.uuid) this.#begin(uuidFromBytes(payload));
    else if (kind === FRAME_KIND.dtmf) stream.session?.dtmf(payload.toString('latin1'));
    else if (kind === FRAME_KIND.hangUp) stream.close();
    else stream.refuse(`peer reports error ${payload.subarray(0, 8).toString('hex')}`);
  }

  #audio(payload: Buffer, rate: number): void {
    if (rate !== this.#silenceRate) {
      this.#silenceRate = rate;
      this.#silence = silenceFrame(rate);
    }
    const track = this.#stream.session?.track('remote');
    if (track === undefined) {
      this.#stream.refuse('audio before the UUID');
      return;
    }
    this.#stream.count(payload.length);
    track.push(pcm16FromBytes(payload), rate, this.#options.clock.monotonicMs());
  }

  #begin(id: string): void {
    const { acceptUnknown } = this.#options;
    this.#stream.begin({ id, tracks: ['remote'], acceptUnknown }, (session) =>
      session.setBeeper(() => this.#toSay.push(...beepFrames(this.#silenceRate))),
    );
  }
}

function silenceFrame(sampleRateHz: number): Buffer {
  const kind = kindOf(sampleRateHz) ?? FRAME_KIND.audio8k;
  return encodeFrame(kind, Buffer.alloc(2 * Math.round((sampleRateHz * PTIME_MS) / 1000)));
}

function beepFrames(sampleRateHz: number): Buffer[] {
  const kind = kindOf(sampleRateHz) ?? FRAME_KIND.audio8k;
  const samples = beep(sampleRateHz);
  const frame = Math.round((sampleRateHz * PTIME_MS) / 1000);
  return Array.from({ length: Math.floor(samples.length / frame) }, (_, index) =>
    encodeFrame(kind, pcm16ToBytes(samples.subarray(index * frame, (index + 1) * frame))),
  );
}
