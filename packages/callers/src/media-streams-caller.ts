import { encodeUlaw, pcm16ToBytes } from '@tricord/audio';
import type { Clock } from '@tricord/core';
import { WebSocket } from 'ws';
import { type PlayOptions, playPaced } from './paced-play.ts';

export type StreamTrack = 'inbound' | 'outbound';

export interface MediaStreamsCallerOptions {
  /** `ws://host:port/path` */
  readonly url: string;
  /** Shown as `Authorization: Bearer …`. */
  readonly token?: string;
  readonly callSid: string;
  /** Default: inbound alone. */
  readonly tracks?: readonly StreamTrack[];
  readonly customParameters?: Readonly<Record<string, string>>;
  /** Default: µ-law at 8 kHz, which alone Twilio sends; `L16` is little-endian. */
  readonly encoding?: 'PCMU' | 'L16';
  /** Rate of L16, Hz; default 16000. */
  readonly sampleRateHz?: number;
  readonly clock: Clock;
}

/** What each track says, mono; a track that is shorter or absent sends nothing more. */
export type Speech = Readonly<Partial<Record<StreamTrack, Int16Array>>>;

/** A peer that does not read gets nothing more once so much waits for it, bytes. */
const MAX_UNSENT_BYTES = 256 * 1024;

/** The far end of a Media Stream: what SignalWire and Twilio do for `<Stream>`, for trials and tests. */
export class MediaStreamsCaller {
  /** Resolves with the close code when the connection is closed, by whichever side. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #options: MediaStreamsCallerOptions;
  readonly #chunks = { inbound: 0, outbound: 0 };
  #sequence = 0;
  #playedMs = 0;

  private constructor(socket: WebSocket, options: MediaStreamsCallerOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', resolve);
    });
  }

  /**
   * Connects, and starts the stream as SignalWire does. Rejects when nobody listens or the token is
   * refused.
   */
  static open(options: MediaStreamsCallerOptions): Promise<MediaStreamsCaller> {
    const { url, token } = options;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, {
        perMessageDeflate: false,
        ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
      });
      socket.once('error', reject);
      socket.once('open', () => {
        const caller = new MediaStreamsCaller(socket, options);
        caller.#start();
        resolve(caller);
      });
    });
  }

  /**
   * Plays what each track says in frames of 20 ms, after what was played before. Resolves when all is sent,
   * the signal fires or the other side closes.
   * @returns how much was sent, milliseconds of audio.
   * @throws RangeError for another rate than the stream's.
   */
  async play(speech: Speech, options: PlayOptions): Promise<number> {
    const { sampleRateHz } = options;
    if (sampleRateHz !== this.#rate) throw new RangeError(`The stream is of ${this.#rate} Hz`);
    const socket = this.#socket;
    const startMs = this.#playedMs;
    const length = Math.max(speech.inbound?.length ?? 0, speech.outbound?.length ?? 0);
    const playedMs = await playPaced(length, options, {
      clock: this.#options.clock,
      closed: this.closed.then(() => undefined),
      ready: () => socket.bufferedAmount < MAX_UNSENT_BYTES,
      over: () => socket.readyState !== WebSocket.OPEN,
      send: (from, to) => {
        const timestampMs = startMs + (from * 1000) / sampleRateHz;
        for (const track of ['inbound', 'outbound'] as const) {
          const samples = speech[track]?.subarray(from, to);
          if (samples !== undefined && samples.length > 0) this.media(track, timestampMs, samples);
        }
      },
    });
    this.#playedMs += playedMs;
    return playedMs;
  }

  /** Sends one stretch of a track. */
  media(track: StreamTrack, timestampMs: number, samples: Int16Array): void {
    const bytes = this.#options.encoding === 'L16' ? pcm16ToBytes(samples) : encodeUlaw(samples);
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
    this.#chunks[track] += 1;
    this.send({
      event: 'media',
      media: {
        track,
        chunk: String(this.#chunks[track]),
        timestamp: String(Math.round(timestampMs)),
        payload,
      },
    });
  }

  /** A party presses a key. */
  dtmf(digit: string): void {
    this.send({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } });
  }

  /** Sends a message with a sequence number and the stream's id. */
  send(message: Readonly<Record<string, unknown>>): void {
    this.#sequence += 1;
    this.sendRaw(
      JSON.stringify({
        ...message,
        sequenceNumber: String(this.#sequence),
        streamSid: `MZ${this.#options.callSid}`,
      }),
    );
  }

  /** Sends a message as it is: for trying what must not be sent. */
  sendRaw(message: string | Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(message);
  }

  /** Reads nothing more: what a hanging peer does. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Ends the stream, and waits until the connection is closed. */
  async hangUp(): Promise<void> {
    this.send({ event: 'stop', stop: { callSid: this.#options.callSid } });
    this.#socket.close();
    await this.closed;
  }

  /** Closes the connection without a `stop`, by that code or none. */
  close(code?: number): void {
    this.#socket.close(code);
  }

  /** Is gone without a word, and waits until the connection is closed. */
  async drop(): Promise<void> {
    this.#socket.terminate();
    await this.closed;
  }

  get #rate(): number {
    const { encoding = 'PCMU', sampleRateHz = 16_000 } = this.#options;
    return encoding === 'L16' ? sampleRateHz : 8000;
  }

  #start(): void {
    const { callSid, tracks = ['inbound'], customParameters = {}, encoding } = this.#options;
    this.sendRaw(JSON.stringify({ event: 'connected', protocol: 'Call', version: '0.2.0' }));
    this.send({
      event: 'start',
      start: {
        streamSid: `MZ${callSid}`,
        callSid,
        tracks,
        customParameters,
        mediaFormat: {
          encoding: encoding === 'L16' ? 'audio/x-L16' : 'audio/x-mulaw',
          sampleRate: this.#rate,
          channels: 1,
        },
      },
    });
  }
}
