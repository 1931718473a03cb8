import { type Clock, type IdSource, parseUuid, type TrackName } from '@tricord/core';
import { describeByParameters } from '../../intake/call-parameters.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import type { SourceStream } from '../../intake/source-stream.ts';
import { TimestampedAudio } from '../../intake/timestamped-audio.ts';
import type { Codec } from '../websocket/codecs.ts';
import { MessageError } from '../websocket/message-error.ts';
import type { MessageHandler } from '../websocket/web-socket-stream.ts';
import { codecOf } from './media-format.ts';
import { type MediaMessage, parseMessage, type StartMessage, type WireTrack } from './messages.ts';

export interface MediaStreamsConnectionOptions {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Byte order of L16, which no vendor documents. */
  readonly l16Endian: 'little' | 'big';
}

const MAX_ID = 1024;

/** What the other party says reaches the vendor from outside: it is inbound, and our remote track. */
const TRACK_OF: Readonly<Record<WireTrack, TrackName>> = { inbound: 'remote', outbound: 'local' };

/** What one Media Stream sends, message by message. */
export class MediaStreamsConnection implements MessageHandler {
  readonly #stream: SourceStream;
  readonly #options: MediaStreamsConnectionOptions;
  readonly #audio: TimestampedAudio;
  #codec: Codec | undefined;
  #payload = Buffer.alloc(0);

  constructor(stream: SourceStream, options: MediaStreamsConnectionOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#audio = new TimestampedAudio(
      () => stream.session?.tracks ?? [],
      () => stream.note({}, 'timestamps have begun anew'),
    );
  }

  binary(): number {
    throw new MessageError('binary where JSON belongs');
  }

  text(data: Buffer): number {
    const message = parseMessage(data.toString('utf8'));
    switch (message.event) {
      case 'media':
        return this.#media(message);
      case 'start':
        this.#start(message);
        return 0;
      case 'dtmf':
        this.#stream.session?.dtmf(message.digit);
        return 0;
      case 'stop':
        this.#stream.close();
        return 0;
      case 'other':
        return 0;
    }
  }

  #start(start: StartMessage): void {
    this.#codec = codecOf(start, this.#options.l16Endian);
    if (this.#codec === undefined) {
      const { encoding, sampleRateHz, channels } = start;
      this.#stream.refuse(
        `unknown codec ${encoding?.slice(0, 64)}, ${sampleRateHz} Hz, ${channels ?? 1} channels`,
      );
      return;
    }
    const callId = start.callSid === undefined ? undefined : parseUuid(start.callSid);
    const externalId = callId === undefined ? start.callSid?.slice(0, MAX_ID) : undefined;
    // Audio of a track that a stream has not announced would have no place to go.
    const tracks = start.tracks.length === 0 ? (['inbound', 'outbound'] as const) : start.tracks;
    this.#stream.begin({
      id: callId ?? this.#options.ids.uuid(),
      tracks: tracks.map((track) => TRACK_OF[track]),
      acceptUnknown: true,
      description: {
        ...describeByParameters(start.parameters),
        ...(externalId === undefined ? {} : { externalId }),
      },
    });
  }

  #media({ track: name, timestampMs, payload }: MediaMessage): number {
    const codec = this.#codec;
    if (codec === undefined) throw new MessageError('media before the start');
    const bytes = this.#decode(payload);
    if (bytes.length % codec.bytesPerSample !== 0) throw new MessageError('half a sample');
    this.#stream.count(bytes.length);
    const track = this.#trackOf(name);
    const durationMs = (bytes.length / codec.bytesPerSample / codec.sampleRateHz) * 1000;
    if (track === undefined) return durationMs;
    const nowMs = this.#options.clock.monotonicMs();
    this.#audio.push(track, codec.decode(bytes), codec.sampleRateHz, timestampMs, nowMs);
    return durationMs;
  }

  /** The payload's bytes, in memory that is used again for the next one. */
  #decode(payload: string): Buffer {
    const most = Math.ceil((payload.length * 3) / 4);
    if (this.#payload.length < most) this.#payload = Buffer.alloc(2 * most);
    return this.#payload.subarray(0, this.#payload.write(payload, 'base64'));
  }

  /** A track that was not announced is left out; audio without a track belongs to the first. */
  #trackOf(name: WireTrack | undefined): LiveTrack | undefined {
    const session = this.#stream.session;
    return name === undefined ? session?.tracks[0] : session?.track(TRACK_OF[name]);
  }
}
