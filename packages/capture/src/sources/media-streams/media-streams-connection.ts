import { type Clock, type IdSource, parseUuid, type TrackName } from '@tricord/core';
import { describeByParameters } from '../../intake/call-parameters.ts';
import { MessageError } from '../../intake/message-error.ts';
import type { SourceStream } from '../../intake/source-stream.ts';
import { TimestampedAudio } from '../../intake/timestamped-audio.ts';
import type { Codec } from '../websocket/codecs.ts';
import type { MessageHandler } from '../websocket/web-socket-stream.ts';
import { Base64Decoder } from './base64-decoder.ts';
import { codecOf } from './media-format.ts';
import { parseMessage, type StartMessage, type WireTrack } from './messages.ts';
import { type DecodedMedia, scanMedia } from './scan-media.ts';

/**
 * Whether a token is the right one.
 * @param address of the peer; a trusted proxy's word counts.
 */
export type AuthorizeToken = (token: string, address?: string) => Promise<boolean>;

/** The parameter of a stream that may be its token. */
interface TokenParameter {
  /** Undefined: the stream's request has shown enough. */
  readonly authorize: ((token: string) => Promise<boolean>) | undefined;
  /** Called once the token was the right one. */
  readonly proven: () => void;
}

export interface MediaStreamsConnectionOptions {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Byte order of L16, which no vendor documents. */
  readonly l16Endian: 'little' | 'big';
  /** Undefined: a parameter `token` is one as any other. */
  readonly token?: TokenParameter | undefined;
}

const MAX_ID = 1024;
/** The parameter that shows the token. */
const TOKEN = 'token';

/** Audio of the other party is inbound for the vendor, and our remote track. */
const TRACK_OF: Readonly<Record<WireTrack, TrackName>> = { inbound: 'remote', outbound: 'local' };

/** Handles the messages of one Media Stream. */
export class MediaStreamsConnection implements MessageHandler {
  readonly #stream: SourceStream;
  readonly #options: MediaStreamsConnectionOptions;
  readonly #audio: TimestampedAudio;
  readonly #base64 = new Base64Decoder();
  #codec: Codec | undefined;
  #started = false;
  /** Whether the token is being checked. */
  #proving = false;

  constructor(stream: SourceStream, options: MediaStreamsConnectionOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#audio = new TimestampedAudio(
      () => stream.attached?.tracks ?? [],
      () => stream.anomaly('timestamp-jump'),
    );
  }

  /** Binary frames may contain JSON, too. */
  binary(data: Buffer): number {
    return this.text(data);
  }

  text(data: Buffer): number {
    if (this.#proving) return this.#early(data);
    const media = this.#stream.begun ? scanMedia(data, this.#base64) : undefined;
    return media === undefined ? this.#message(data) : this.#media(media);
  }

  #message(data: Buffer): number {
    const message = parseMessage(data.toString('utf8'));
    switch (message.event) {
      case 'media': {
        if (!this.#stream.begun) return this.#early(data);
        return this.#media({ ...message, payload: this.#base64.decodeText(message.payload) });
      }
      case 'start':
        this.#start(message);
        return 0;
      case 'dtmf':
        this.#stream.attached?.dtmf(message.digit);
        return 0;
      case 'stop':
        this.#stream.close();
        return 0;
      case 'other':
        return 0;
    }
  }

  #start(start: StartMessage): void {
    if (this.#started) throw new MessageError('second-start', 'a second start');
    this.#started = true;
    this.#codec = codecOf(start, this.#options.l16Endian);
    if (this.#codec === undefined) {
      const { encoding, sampleRateHz, channels } = start;
      this.#stream.refuse(
        `unknown codec ${encoding?.slice(0, 64)}, ${sampleRateHz} Hz, ${channels ?? 1} channels`,
      );
      return;
    }
    const parameters = new Map(start.parameters);
    const { token } = this.#options;
    const shown = parameters.get(TOKEN);
    // It is a secret, which metadata would show.
    if (token !== undefined) parameters.delete(TOKEN);
    const begin = () => this.#begin({ ...start, parameters });
    if (token?.authorize === undefined) begin();
    else void this.#prove(token.authorize(shown ?? ''), token.proven, begin);
  }

  /** Begins once the token has turned out to be the right one; what arrives meanwhile is kept. */
  async #prove(right: Promise<boolean>, proven: () => void, begin: () => void): Promise<void> {
    this.#proving = true;
    let isRight = false;
    try {
      isRight = await right;
    } catch (error) {
      this.#stream.refuse('its token could not be checked', error);
    }
    this.#proving = false;
    if (this.#stream.over) return;
    if (!isRight) {
      this.#stream.refuse('it does not show the token');
      return;
    }
    proven();
    begin();
  }

  #begin(start: StartMessage): void {
    const callId = start.callSid === undefined ? undefined : parseUuid(start.callSid);
    const externalId = callId === undefined ? start.callSid?.slice(0, MAX_ID) : undefined;
    const tracks = start.tracks.length === 0 ? (['inbound', 'outbound'] as const) : start.tracks;
    this.#stream.begin({
      id: callId ?? this.#options.ids.uuid(),
      knownBy: externalId === undefined ? 'id' : 'externalId',
      tracks: tracks.map((track) => TRACK_OF[track]),
      acceptUnknown: true,
      description: {
        ...describeByParameters(start.parameters),
        ...(externalId === undefined ? {} : { externalId }),
      },
    });
  }

  /** Buffers audio that arrives before the start message. */
  #early(data: Buffer): number {
    const early = Buffer.from(data);
    this.#stream.hold(early.length, () => this.text(early));
    return 0;
  }

  #media({ track: name, timestampMs, payload: bytes }: DecodedMedia): number {
    const codec = this.#codec;
    if (codec === undefined) return 0;
    const rest = bytes.length % codec.bytesPerSample;
    if (rest > 0) this.#stream.anomaly('half-sample');
    this.#stream.count(bytes.length);
    const whole = rest === 0 ? bytes : bytes.subarray(0, bytes.length - rest);
    const durationMs = (whole.length / codec.bytesPerSample / codec.sampleRateHz) * 1000;
    // Audio without a track belongs to the first.
    const track = this.#stream.track(name && TRACK_OF[name]);
    if (track === undefined) return durationMs;
    const isTime = !Number.isNaN(timestampMs);
    if (!isTime) this.#stream.anomaly('bad-timestamp');
    this.#audio.push(
      track,
      codec.decode(whole),
      codec.sampleRateHz,
      isTime ? timestampMs : undefined,
      this.#stream.arrivedMs,
    );
    return durationMs;
  }
}
