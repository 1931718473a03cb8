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
  /** UUID that the call is to have; else the connection's own if it is one, else a new one. */
  readonly id: string | undefined;
  /** What is known of the call besides. */
  readonly description: SessionDescription;
  readonly acceptUnknown: boolean;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Told once the session is open. */
  readonly opened?: (session: LiveSession) => void;
}

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * One connection of Asterisk's WebSocket channel, whoever dialed. The session has one track: what Asterisk
 * sends us. Nothing goes back but a beep: a real Asterisk 22 sends audio from the start on, and needs
 * none from us.
 */
export class AsteriskConnection implements MessageHandler {
  readonly #stream: SourceStream;
  readonly #send: SendBinary;
  readonly #options: AsteriskConnectionOptions;
  #codec: Codec | undefined;
  #frameBytes = 0;
  /** The first bytes of a sample whose last are in the next message. */
  #rest = NOTHING;
  #maySpeak = true;

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
        this.#maySpeak = false;
        break;
      case 'MEDIA_XON':
        this.#maySpeak = true;
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
      // Asterisk's first audio may come before MEDIA_START says what it is.
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
    const { id, description, acceptUnknown, ids, opened } = this.#options;
    this.#stream.begin(
      {
        id: id ?? parseUuid(connectionId ?? '') ?? ids.uuid(),
        tracks: ['remote'],
        acceptUnknown,
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

  /** Asterisk plays what it gets at its pace, a frame a message; it says when it can take no more. */
  #beep(codec: Codec): void {
    if (!this.#maySpeak) return;
    const bytes = codec.encode(beep(codec.sampleRateHz));
    for (let at = 0; at + this.#frameBytes <= bytes.length; at += this.#frameBytes) {
      if (!this.#send(bytes.subarray(at, at + this.#frameBytes))) return;
    }
  }
}
