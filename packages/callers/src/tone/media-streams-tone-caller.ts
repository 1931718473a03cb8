import type { ToneCaller, ToneCallSpec } from './tone-caller.ts';
import { FRAME_MS, FRAMES_PER_SECOND, framesOf, ulawToneOf } from './tones.ts';
import { textHeader, WebSocketConnection } from './web-socket-connection.ts';

/** In the order of a recording's channels: the vendor's inbound track is the remote side. */
const TRACKS = ['inbound', 'outbound'] as const;

interface Track {
  readonly name: (typeof TRACKS)[number];
  /** One second of audio as base64 frames. */
  readonly payloads: readonly string[];
}

/** A call over Media Streams, as Twilio places it: two tracks of µ-law, with one frame of one track per message. */
export class MediaStreamsToneCaller implements ToneCaller {
  readonly #spec: Extract<ToneCallSpec, { kind: 'media-streams' }>;
  readonly #tracks: readonly Track[];
  readonly #streamSid: string;
  #connection: WebSocketConnection | undefined;
  #sequence = 1;

  constructor(spec: Extract<ToneCallSpec, { kind: 'media-streams' }>) {
    this.#spec = spec;
    this.#streamSid = `MZ${spec.uuid}`;
    this.#tracks = TRACKS.map((name, channel) => ({
      name,
      payloads: framesOf(ulawToneOf(spec.tones[channel] ?? 0)).map((frame) =>
        Buffer.from(frame).toString('base64'),
      ),
    }));
  }

  get broken(): string | undefined {
    return this.#connection?.broken;
  }

  async open(): Promise<void> {
    const { port, path, uuid } = this.#spec;
    this.#connection = await WebSocketConnection.open({ port, path });
    this.#connection.sendText(
      JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }),
    );
    this.#connection.sendText(
      JSON.stringify({
        event: 'start',
        sequenceNumber: '1',
        start: {
          streamSid: this.#streamSid,
          callSid: uuid,
          tracks: TRACKS,
          mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        },
        streamSid: this.#streamSid,
      }),
    );
  }

  send(index: number): void {
    for (const { name, payloads } of this.#tracks) {
      this.#sequence += 1;
      const payload = payloads[index % FRAMES_PER_SECOND];
      // Concatenated by hand: the load generator must be cheaper than what it tests.
      const text = `{"event":"media","sequenceNumber":"${this.#sequence}","media":{"track":"${name}","chunk":"${index + 1}","timestamp":"${index * FRAME_MS}","payload":"${payload}"},"streamSid":"${this.#streamSid}"}`;
      this.#connection?.sendLatin1(textHeader(text.length) + text);
    }
  }

  drain(): void {
    // The connection reads by itself: almost nothing comes back.
  }

  async close(): Promise<void> {
    this.#connection?.sendText(JSON.stringify({ event: 'stop', streamSid: this.#streamSid }));
    await this.#connection?.close();
  }
}
