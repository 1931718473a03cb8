import { beep } from '@tricord/audio';
import { type Clock, type IdSource, parseUuid, type SessionDescription } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import { MessageError } from '../../intake/message-error.ts';
import type { SourceStream } from '../../intake/source-stream.ts';
import { PTIME_MS } from '../../timing.ts';
import type { Codec } from '../websocket/codecs.ts';
import type { MessageHandler, SendBinary } from '../websocket/web-socket-stream.ts';
import { type MediaStart, parseControl } from './control.ts';
import { codecOf } from './formats.ts';

export interface AsteriskConnectionOptions {
  /** UUID of the call; default: the connection id if it is a UUID, else a new one. */
  readonly id: string | undefined;
  /** What is already known about the call. */
  readonly description: SessionDescription;
  readonly acceptUnknown: boolean;
  /** Whether we have dialed for a client of the account. */
  readonly fetched: boolean;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Called once the session is open. */
  readonly opened?: (session: LiveSession) => void;
}

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * One connection of Asterisk's WebSocket channel, inbound or outbound. The session has one track: what
 * Asterisk sends. The only audio sent back is a beep: Asterisk 22 sends audio from the start and expects
 * none in return.
 */
export class AsteriskConnection implements MessageHandler {
  readonly #stream: SourceStream;
  readonly #send: SendBinary;
  readonly #options: AsteriskConnectionOptions;
  #codec: Codec | undefined;
  #frameBytes = 0;
  /** The first bytes of a sample that continues in the next message. */
  #rest = NOTHING;
  #maySend = true;

  constructor(stream: SourceStream, send: SendBinary, options: AsteriskConnectionOptions) {
    this.#stream = stream;
    this.#send = send;
    this.#options = options;
  }

  text(data: Buffer): number {
    const message = parseControl(data.toString('utf8'));
    switch (message.event) {
      case 'MEDIA_START':
        this.#start(message);
        break;
      case 'DTMF_END':
        this.#stream.attached?.dtmf(message.digit);
        break;
      case 'MEDIA_XOFF':
        this.#maySend = false;
        break;
      case 'MEDIA_XON':
        this.#maySend = true;
        break;
      case 'ERROR':
        this.#stream.anomaly('peer-error', { text: message.text });
        break;
      case 'other':
        break;
    }
    return 0;
  }

  binary(data: Buffer): number {
    const codec = this.#codec;
    if (codec === undefined) {
      // Asterisk's first audio may arrive before MEDIA_START announces its codec.
      const early = Buffer.from(data);
      this.#stream.hold(early.length, () => this.binary(early));
      return 0;
    }
    this.#stream.count(data.length);
    const bytes = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    const whole = bytes.length - (bytes.length % codec.bytesPerSample);
    this.#rest = whole === bytes.length ? NOTHING : Buffer.from(bytes.subarray(whole));
    const samples = codec.decode(bytes.subarray(0, whole));
    const { sampleRateHz } = codec;
    this.#stream.track('remote')?.push(samples, sampleRateHz, this.#stream.arrivedMs);
    return (samples.length * 1000) / sampleRateHz;
  }

  #start({ format, frameBytes, connectionId, channelId }: MediaStart): void {
    if (this.#stream.begun) throw new MessageError('second-start', 'a second MEDIA_START');
    const codec = codecOf(format);
    if (codec === undefined) {
      this.#stream.refuse(`unknown codec ${format}`);
      return;
    }
    const { id, description, acceptUnknown, fetched, ids, opened } = this.#options;
    this.#stream.begin(
      {
        id: id ?? parseUuid(connectionId ?? '') ?? ids.uuid(),
        tracks: ['remote'],
        acceptUnknown,
        fetched,
        description: {
          ...(channelId === undefined ? {} : { externalId: channelId }),
          ...description,
        },
        beep: () => this.#beep(codec),
      },
      opened,
    );
    this.#codec = codec;
    const ptimeBytes = ((codec.sampleRateHz * PTIME_MS) / 1000) * codec.bytesPerSample;
    this.#frameBytes = frameBytes ?? ptimeBytes;
  }

  /** Asterisk paces the playback, one frame per message, and sends MEDIA_XOFF when its queue is full. */
  #beep(codec: Codec): void {
    if (!this.#maySend) return;
    const bytes = codec.encode(beep(codec.sampleRateHz));
    for (let at = 0; at + this.#frameBytes <= bytes.length; at += this.#frameBytes) {
      if (!this.#send(bytes.subarray(at, at + this.#frameBytes))) return;
    }
  }
}
