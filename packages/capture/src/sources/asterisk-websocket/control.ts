import { z } from 'zod';
import { checked, MessageError } from '../../intake/message-error.ts';

/**
 * Control messages of Asterisk's WebSocket channel, in text or JSON.
 * Source: Asterisk's chan_websocket.c, and what Asterisk 22 sends.
 */
export type ControlMessage =
  | MediaStart
  | { readonly event: 'DTMF_END'; readonly digit: string }
  /** Asterisk's queue of received audio is full (XOFF), or no longer full (XON). */
  | { readonly event: 'MEDIA_XOFF' }
  | { readonly event: 'MEDIA_XON' }
  | { readonly event: 'ERROR'; readonly text: string }
  /** Not needed by a recorder: STATUS, QUEUE_DRAINED and events of later versions. */
  | { readonly event: 'other' };

export interface MediaStart {
  readonly event: 'MEDIA_START';
  /** Name of the WebSocket client when Asterisk dials, a UUID when Asterisk is dialed. */
  readonly connectionId: string | undefined;
  readonly channelId: string | undefined;
  /** Name of the codec. */
  readonly format: string;
  /** Size of one frame. */
  readonly frameBytes: number | undefined;
}

/**
 * Parses one control message, as JSON if it begins with a brace.
 * @throws MessageError when it is not a control message, or a field is missing or invalid.
 */
export function parseControl(text: string): ControlMessage {
  const fields = text.startsWith('{') ? jsonFields(text) : textFields(text);
  switch (fields.event) {
    case 'MEDIA_START': {
      const start = checked(startSchema, fields);
      return {
        event: 'MEDIA_START',
        connectionId: start.connection_id,
        channelId: start.channel_id,
        format: start.format,
        frameBytes: start.optimal_frame_size,
      };
    }
    case 'DTMF_END':
      return { event: 'DTMF_END', digit: checked(dtmfSchema, fields).digit };
    case 'MEDIA_XOFF':
    case 'MEDIA_XON':
      return { event: fields.event };
    case 'ERROR':
      return { event: 'ERROR', text: checked(errorSchema, fields).error_text ?? '' };
    default:
      return { event: 'other' };
  }
}

function jsonFields(text: string): Record<string, unknown> {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    throw new MessageError('malformed', 'broken JSON');
  }
  const { success, data } = z.looseObject({ event: z.string() }).safeParse(fields);
  if (!success) throw new MessageError('malformed', 'an event without a name');
  return data;
}

/** `NAME key:value key:value`; the text of an error is the rest of its line. */
function textFields(text: string): Record<string, unknown> {
  const [event = ''] = text.split(' ', 1);
  if (!/^[A-Z_]{1,64}$/.test(event)) throw new MessageError('malformed', 'not a control message');
  const fields: Record<string, unknown> = { event };
  for (const [, name = '', value] of text.matchAll(/ ([a-z_]{1,64}):(\S*)/g)) {
    fields[name] = value;
  }
  const error = text.indexOf(' error_text:');
  if (error >= 0) fields.error_text = text.slice(error + ' error_text:'.length).trim();
  return fields;
}

const name = z.string().min(1).max(256);
const startSchema = z.object({
  connection_id: name.optional(),
  channel_id: name.optional(),
  format: name,
  optimal_frame_size: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,6}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(65_000))
    .optional(),
});
const dtmfSchema = z.object({ digit: z.string().max(8) });
const errorSchema = z.object({ error_text: z.string().optional() });
