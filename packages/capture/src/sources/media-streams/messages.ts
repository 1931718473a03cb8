import { z } from 'zod';
import { checked, MessageError } from '../../intake/message-error.ts';

/**
 * Messages of SignalWire's `<Stream>` (version 0.2.0) and Twilio's Media Streams (1.0.0). Every field is
 * optional, and numbers may be strings.
 * Sources: SignalWire's cXML reference, `<Stream>`; Twilio's "Media Streams - WebSocket messages".
 */
export type StreamMessage =
  | MediaMessage
  | StartMessage
  | { readonly event: 'dtmf'; readonly digit: string }
  | { readonly event: 'stop' }
  /** Not relevant to a recorder: `connected`, `mark` and events of later versions. */
  | { readonly event: 'other' };

export type WireTrack = 'inbound' | 'outbound';

/** Larger values are invalid: a double would represent them too coarsely. */
const MAX_TIMESTAMP_MS = 1e14;

interface MediaMessage {
  readonly event: 'media';
  readonly track: WireTrack | undefined;
  /** Milliseconds from the start of the stream to the first sample; NaN if invalid. */
  readonly timestampMs: number | undefined;
  /** Base64. */
  readonly payload: string;
}

export interface StartMessage {
  readonly event: 'start';
  readonly callSid: string | undefined;
  /** Empty if not specified. */
  readonly tracks: readonly WireTrack[];
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string | undefined;
  readonly sampleRateHz: number | undefined;
  readonly channels: number | undefined;
}

/**
 * Reads one message. The messages with audio are checked by hand, because there are a hundred of them
 * a second in each call; the others by schema.
 * @throws MessageError when it is malformed, or a field has the wrong type.
 */
export function parseMessage(text: string): StreamMessage {
  const message = parseJson(text);
  switch (message.event) {
    case 'media':
      return mediaOf(message.media);
    case 'start':
      return startOf(message);
    case 'dtmf':
      return { event: 'dtmf', digit: checked(dtmfSchema, message).dtmf?.digit ?? '' };
    case 'stop':
      return { event: 'stop' };
    default:
      if (typeof message.event !== 'string')
        throw new MessageError('malformed', 'an event without a name');
      return { event: 'other' };
  }
}

function parseJson(text: string): Record<string, unknown> {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    throw new MessageError('malformed', 'no JSON');
  }
  if (!isObject(message)) throw new MessageError('malformed', 'no JSON object');
  return message;
}

function mediaOf(media: unknown): MediaMessage {
  if (!isObject(media)) throw new MessageError('malformed', 'media without a body');
  const { track, timestamp, payload } = media;
  if (typeof payload !== 'string') throw new MessageError('malformed', 'media without a payload');
  return { event: 'media', track: trackOf(track), timestampMs: timeOf(timestamp), payload };
}

function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  const isTime = typeof number === 'number' && number >= 0 && number <= MAX_TIMESTAMP_MS;
  return isTime ? number : Number.NaN;
}

/** Accepts `inbound`, and `inbound_track`, the spelling of `dtmf` and of the verb itself. */
function trackOf(value: unknown): WireTrack | undefined {
  if (value === 'inbound' || value === 'inbound_track') return 'inbound';
  if (value === 'outbound' || value === 'outbound_track') return 'outbound';
  return undefined;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const optional = <T extends z.ZodType>(type: T) => type.nullish();
const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

const startSchema = z.object({
  start: optional(
    z.object({
      callSid: optional(text),
      tracks: optional(z.union([z.array(z.string()).max(8), z.string().transform((one) => [one])])),
      customParameters: optional(z.record(z.string(), optional(text))),
      mediaFormat: optional(
        z.object({
          encoding: optional(text),
          sampleRate: optional(number),
          channels: optional(number),
        }),
      ),
    }),
  ),
});

const dtmfSchema = z.object({ dtmf: optional(z.object({ digit: optional(text) })) });

function startOf(message: Record<string, unknown>): StartMessage {
  const { callSid, tracks, customParameters, mediaFormat } =
    checked(startSchema, message).start ?? {};
  return {
    event: 'start',
    callSid: callSid === null || callSid === '' ? undefined : callSid,
    tracks: tracksOf(tracks ?? []),
    parameters: new Map(
      Object.entries(customParameters ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    encoding: mediaFormat?.encoding ?? undefined,
    sampleRateHz: mediaFormat?.sampleRate ?? undefined,
    channels: mediaFormat?.channels ?? undefined,
  };
}

function tracksOf(names: readonly string[]): readonly WireTrack[] {
  if (names.some((name) => name === 'both' || name === 'both_tracks')) {
    return ['inbound', 'outbound'];
  }
  return [...new Set(names.map(trackOf))].filter((track) => track !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
