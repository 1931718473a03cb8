import type { Socket } from 'node:net';
import { beep, pcm16FromBytes, pcm16ToBytes } from '@tricord/audio';
import type { Timer } from '@tricord/core';
import type { StreamEnd } from '../../intake/attached-stream.ts';
import { MessageError } from '../../intake/message-error.ts';
import type { SourceDeps } from '../../intake/source-deps.ts';
import { SourceStream } from '../../intake/source-stream.ts';
import { PTIME_MS } from '../../timing.ts';
import { uuidFromBytes } from '../../uuid-bytes.ts';
import { encodeFrame, FRAME_KIND, FrameReader, kindOf, sampleRateOf } from './frames.ts';

/** What sessions and metrics call this source. */
export const SOURCE = 'audiosocket';
/** No more silence is sent to a peer with this many unsent bytes, which does not read. */
const MAX_UNSENT_BYTES = 64 * 1024;
/** How long a peer may take to close its connection after a hang-up frame. */
const CLOSE_TIMEOUT_MS = 2000;
const UUID_BYTES = 16;

export interface AudioSocketConnectionOptions extends SourceDeps {
  readonly accountId: string;
  readonly acceptUnknown: boolean;
}

/** One AudioSocket connection, from its acceptance to the end of its session. */
export class AudioSocketConnection {
  readonly #socket: Socket;
  readonly #options: AudioSocketConnectionOptions;
  readonly #stream: SourceStream;
  readonly #reader: FrameReader;
  /** Frames of audio for the parties, sent in place of silence. */
  readonly #outgoing: Buffer[] = [];
  #silence = silenceFrame(8000);
  #silenceRate = 8000;
  #closing: Timer | undefined;
  /** How the connection ended: broken, unless the peer closes it. */
  #end: StreamEnd = 'broken';

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
    this.#reader = new FrameReader((kind, payload) => this.#receive(kind, payload));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#data(chunk));
    socket.on('error', (error) =>
      options.logger.warn({ source: SOURCE, err: error }, 'connection failed'),
    );
    socket.on('end', () => {
      this.#end = 'ended';
      socket.end();
    });
    socket.on('close', () => {
      this.#closing?.cancel();
      void this.#stream.ended(this.#end);
    });
    this.sendSilence(1);
  }

  /** See {@link SourceStream.closed}. */
  get closed(): Promise<void> {
    return this.#stream.closed;
  }

  /** Ends the call from our side. */
  close(): void {
    this.#stream.close();
  }

  /**
   * Sends this many frames of silence, or of a pending beep. Asterisk's application ends a call after two
   * seconds without audio, and some calls stay silent until audio comes back.
   */
  sendSilence(frames: number): void {
    const { writableLength, writable } = this.#socket;
    if (!writable || writableLength > MAX_UNSENT_BYTES) return;
    const parts = Array.from({ length: frames }, () => this.#outgoing.shift() ?? this.#silence);
    this.#socket.write(parts.length === 1 ? (parts[0] ?? this.#silence) : Buffer.concat(parts));
  }

  #hangUp(): void {
    if (this.#closing !== undefined) return;
    this.#closing = this.#options.clock.after(CLOSE_TIMEOUT_MS, () => this.#socket.destroy());
    this.#socket.end(encodeFrame(FRAME_KIND.hangUp, new Uint8Array(0)));
    // The peer's FIN must be read, even if the stream is paused while its session opens.
    this.#socket.resume();
  }

  #data(chunk: Buffer): void {
    if (!this.#stream.over) this.#reader.push(chunk);
  }

  #receive(kind: number, payload: Buffer): void {
    const isEarly = !this.#stream.begun && sampleRateOf(kind) !== undefined;
    if (!this.#stream.opening && !isEarly) {
      this.#handle(kind, payload);
      return;
    }
    const kept = Buffer.from(payload);
    this.#stream.hold(kept.length, () => this.#handle(kind, kept));
  }

  #handle(kind: number, payload: Buffer): void {
    const stream = this.#stream;
    if (stream.over) return;
    let audioMs = 0;
    try {
      const rate = sampleRateOf(kind);
      if (rate === undefined) this.#control(kind, payload);
      else audioMs = this.#audio(payload, rate);
    } catch (error) {
      stream.failed(error);
    }
    stream.received(audioMs);
  }

  #control(kind: number, payload: Buffer): void {
    switch (kind) {
      case FRAME_KIND.uuid:
        this.#begin(payload);
        return;
      case FRAME_KIND.dtmf:
        if (payload.length !== 1) throw new MessageError('malformed', 'not a single digit');
        this.#stream.attached?.dtmf(payload.toString('latin1'));
        return;
      case FRAME_KIND.hangUp:
        this.#stream.close();
        return;
      case FRAME_KIND.silence:
        return;
      case FRAME_KIND.error:
        throw new MessageError('peer-error', payload.subarray(0, 8).toString('hex'));
      default:
        throw new MessageError('unknown-message', `frame kind 0x${kind.toString(16)}`);
    }
  }

  /** @returns the duration of the audio in milliseconds. */
  #audio(payload: Buffer, rate: number): number {
    if (rate !== this.#silenceRate) {
      this.#silenceRate = rate;
      this.#silence = silenceFrame(rate);
    }
    this.#stream.count(payload.length);
    const isWhole = payload.length % 2 === 0;
    if (!isWhole) this.#stream.anomaly('half-sample');
    const samples = pcm16FromBytes(isWhole ? payload : payload.subarray(0, payload.length - 1));
    this.#stream.track('remote')?.push(samples, rate, this.#stream.arrivedMs);
    return (samples.length * 1000) / rate;
  }

  #begin(payload: Buffer): void {
    if (payload.length !== UUID_BYTES) {
      throw new MessageError('malformed', `a UUID of ${payload.length} bytes`);
    }
    const { acceptUnknown } = this.#options;
    const id = uuidFromBytes(payload);
    const beep = () => {
      this.#outgoing.push(...beepFrames(this.#silenceRate));
    };
    this.#stream.begin({ id, tracks: ['remote'], acceptUnknown, beep });
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
