import type { Socket } from 'node:net';
import { beep, pcm16FromBytes, pcm16ToBytes } from '@tricord/audio';
import { type Clock, isTricordError, type Timer } from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import type { SessionIntake } from '../../intake/session-intake.ts';
import type { AudioMeter, CaptureMetrics } from '../../metrics.ts';
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
/** A peer that has not said who it is by then is cut off, milliseconds. */
const HANDSHAKE_MS = 5000;
/** A peer that does not read gets no more silence once so much waits for it, bytes. */
const MAX_UNSENT_BYTES = 64 * 1024;

/** Length of the silence that goes back in one frame, milliseconds. */
export const PTIME_MS = 20;

export interface AudioSocketConnectionOptions {
  readonly accountId: string;
  readonly acceptUnknown: boolean;
  readonly intake: SessionIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}

/** One call by AudioSocket, from the TCP connection to the end of its session. */
export class AudioSocketConnection {
  /** Resolves once the socket is closed and the session is over. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #options: AudioSocketConnectionOptions;
  readonly #reader: FrameReader;
  readonly #handshake: Timer;
  readonly #log: Logger;
  readonly #meter: AudioMeter;
  #opening: Promise<void> | undefined;
  #session: LiveSession | undefined;
  #track: LiveTrack | undefined;
  #over = false;
  /** Audio for the parties, in frames, that goes out in place of silence. */
  readonly #toSay: Buffer[] = [];
  #silence = silenceFrame(8000);
  #silenceRate = 8000;

  constructor(socket: Socket, options: AudioSocketConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#log = options.logger.child({ source: SOURCE, peer: socket.remoteAddress });
    this.#meter = options.metrics.meter(SOURCE);
    this.#reader = new FrameReader((kind, payload) => this.#frame(kind, payload));
    this.#handshake = options.clock.after(HANDSHAKE_MS, () => this.#refuse('no UUID in time'));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#data(chunk));
    socket.on('error', (error) => this.#log.warn({ err: error }, 'connection broke'));
    // Asterisk closes the socket on hang-up, without a frame that says so.
    socket.on('end', () => socket.end());
    this.closed = new Promise((resolve) => {
      socket.on('close', () => void this.#end().then(resolve));
    });
    this.sendSilence(1);
  }

  /** Ends the call from our side. */
  close(): void {
    this.#over = true;
    this.#socket.destroy();
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

  #data(chunk: Buffer): void {
    if (this.#over) return;
    try {
      this.#reader.push(chunk);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#refuse(`malformed frame: ${error.message}`);
    }
  }

  #frame(kind: number, payload: Buffer): void {
    if (this.#over) return;
    const rate = sampleRateOf(kind);
    if (rate !== undefined) this.#audio(payload, rate);
    else if (kind === FRAME_KIND.uuid) this.#begin(uuidFromBytes(payload));
    else if (kind === FRAME_KIND.dtmf) this.#session?.dtmf(payload.toString('latin1'));
    else if (kind === FRAME_KIND.hangUp) this.close();
    else this.#refuse(`peer reports error ${payload.subarray(0, 8).toString('hex')}`);
  }

  #audio(payload: Buffer, rate: number): void {
    if (rate !== this.#silenceRate) {
      this.#silenceRate = rate;
      this.#silence = silenceFrame(rate);
    }
    this.#meter.bytes += payload.length;
    if (this.#track === undefined) {
      if (this.#opening === undefined) this.#refuse('audio before the UUID');
      return;
    }
    this.#track.push(pcm16FromBytes(payload), rate, this.#options.clock.monotonicMs());
  }

  #begin(id: string): void {
    if (this.#opening !== undefined) {
      this.#refuse('a second UUID');
      return;
    }
    this.#handshake.cancel();
    // Nothing is read until the session is there, so that no audio goes past it.
    this.#socket.pause();
    this.#opening = this.#open(id);
  }

  async #open(id: string): Promise<void> {
    const { accountId, acceptUnknown, intake, metrics } = this.#options;
    try {
      const session = await intake.open({
        accountId,
        id,
        source: SOURCE,
        tracks: ['remote'],
        acceptUnknown,
      });
      metrics.sessionsStarted.inc({ source: SOURCE });
      this.#session = session;
      this.#track = session.track('remote');
      session.setBeeper(() => this.#toSay.push(...beepFrames(this.#silenceRate)));
      this.#log.info({ session: id }, 'call began');
      this.#socket.resume();
    } catch (error) {
      if (!isTricordError(error)) this.#log.error({ err: error, session: id }, 'call not taken');
      this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }

  #refuse(why: string): void {
    if (this.#over) return;
    this.#options.metrics.streamsRefused.inc({
      source: SOURCE,
      reason: this.#session === undefined ? 'refused' : 'malformed',
    });
    this.#log.warn({ session: this.#session?.id, why }, 'stream ended');
    this.close();
  }

  async #end(): Promise<void> {
    this.#over = true;
    this.#handshake.cancel();
    await this.#opening;
    if (this.#session === undefined) return;
    await this.#options.intake.end(this.#session);
    this.#log.info({ session: this.#session.id }, 'call ended');
  }
}

function beepFrames(sampleRateHz: number): Buffer[] {
  const kind = kindOf(sampleRateHz) ?? FRAME_KIND.audio8k;
  const samples = beep(sampleRateHz);
  const frame = Math.round((sampleRateHz * PTIME_MS) / 1000);
  return Array.from({ length: Math.floor(samples.length / frame) }, (_, index) =>
    encodeFrame(kind, pcm16ToBytes(samples.subarray(index * frame, (index + 1) * frame))),
  );
}

function silenceFrame(sampleRateHz: number): Buffer {
  const kind = kindOf(sampleRateHz) ?? FRAME_KIND.audio8k;
  return encodeFrame(kind, Buffer.alloc(2 * Math.round((sampleRateHz * PTIME_MS) / 1000)));
}
