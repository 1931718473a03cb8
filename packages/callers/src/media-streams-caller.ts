import { encodeUlaw, pcm16ToBytes } from '@tricord/audio';
import type { Clock } from '@tricord/core';
import { WebSocket } from 'ws';
import { type PlayOptions, playPaced } from './paced-play.ts';

export type StreamTrack = 'inbound' | 'outbound';

export interface MediaStreamsCallerOptions {
  /** `ws://host:port/path` */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  /** Further headers of the handshake, such as a signature. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The certificate, in PEM, of the authority to trust with `wss:`; default: the public ones. */
  readonly ca?: string;
  readonly callSid: string;
  /** Default: inbound only. */
  readonly tracks?: readonly StreamTrack[];
  readonly customParameters?: Readonly<Record<string, string>>;
  /** Default: µ-law at 8 kHz, the only format of Twilio; `L16` is little-endian. */
  readonly encoding?: 'PCMU' | 'L16';
  /** Sample rate of L16; default 16000. */
  readonly sampleRateHz?: number;
  readonly clock: Clock;
}

/** Mono audio of each track; a track that is shorter or absent sends nothing more. */
export type Speech = Readonly<Partial<Record<StreamTrack, Int16Array>>>;

/** Nothing more is sent to a peer with this many unsent bytes, which does not read. */
const MAX_UNSENT_BYTES = 256 * 1024;

/** The sending side of a Media Stream, as SignalWire and Twilio implement `<Stream>`, for trials and tests. */
export class MediaStreamsCaller {
  /** Resolves with the close code when either side has closed the connection. */
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
   * Connects, and starts the stream as SignalWire does. Rejects when the connection or the token is
   * refused.
   */
  static open(options: MediaStreamsCallerOptions): Promise<MediaStreamsCaller> {
    const { url, token, headers, ca } = options;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, {
        perMessageDeflate: false,
        ...(ca === undefined ? {} : { ca }),
        headers: {
          ...headers,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
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
   * Plays the audio of each track in frames of 20 ms, after what was played before. Resolves when all of it is
   * sent, the signal aborts or the other side closes.
   * @returns the duration of the audio that was sent, in milliseconds.
   * @throws RangeError for a sample rate other than the stream's.
   */
  async play(speech: Speech, options: PlayOptions): Promise<number> {
    const { sampleRateHz } = options;
    if (sampleRateHz !== this.#rate) throw new RangeError(`The stream has ${this.#rate} Hz`);
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

  /** Sends one frame of a track. */
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

  /** Sends a DTMF digit. */
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

  /** Sends a raw message, for tests of invalid input. */
  sendRaw(message: string | Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(message);
  }

  /** Stops reading, as a hanging peer does. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Ends the stream, and waits until the connection is closed. */
  async hangUp(): Promise<void> {
    this.send({ event: 'stop', stop: { callSid: this.#options.callSid } });
    this.#socket.close();
    await this.closed;
  }

  /** Closes the connection without a `stop`, with this close code or none. */
  close(code?: number): void {
    this.#socket.close(code);
  }

  /** Terminates the connection without a close frame, and waits until it is closed. */
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
