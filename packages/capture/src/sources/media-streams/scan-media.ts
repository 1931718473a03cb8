import type { Base64Decoder } from './base64-decoder.ts';
import type { WireTrack } from './messages.ts';

/** A message with audio; see `MediaMessage`. */
export interface DecodedMedia {
  readonly track: WireTrack | undefined;
  readonly timestampMs: number | undefined;
  /** Valid until the next message is decoded. */
  readonly payload: Buffer;
}

/** Fields found so far. */
type Found = {
  track: WireTrack | undefined;
  timestampMs: number | undefined;
  payload: Buffer | undefined;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** 1 for a byte that needs no escape in a JSON string: printable ASCII except quotes and backslashes. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);
/** Longer numbers are left to JSON.parse. */
const MAX_DIGITS = 14;
/** Returned instead of an index: the message is not plain. */
const UNUSUAL = -1;

const EVENT = Buffer.from('event');
const MEDIA = Buffer.from('media');
const TRACK = Buffer.from('track');
const TIMESTAMP = Buffer.from('timestamp');
const PAYLOAD = Buffer.from('payload');
const INBOUND = Buffer.from('inbound');
const OUTBOUND = Buffer.from('outbound');

/**
 * Reads a message with audio directly from its bytes, if it is as plain as the vendors' are: JSON without spaces and
 * escapes, with ASCII strings and integers. The result is the same as that of `parseMessage`.
 *
 * There are a hundred such messages a second in each call. For 20 ms of µ-law this takes 0.7 µs; JSON.parse and
 * decoding the payload's text take 1.9 µs, and leave a dozen objects to the garbage collector.
 * @returns undefined for any other message.
 */
export function scanMedia(data: Buffer, decoder: Base64Decoder): DecodedMedia | undefined {
  const found: Found = { track: undefined, timestampMs: undefined, payload: undefined };
  let isMedia = false;
  if (data[0] !== OPEN) return undefined;
  let at = 0;
  do {
    const key = at + 2;
    const value = valueOfKey(data, at + 1);
    if (value < 0) return undefined;
    if (isWord(data, key, value - 2, MEDIA)) {
      at = scanBody(data, value, found, decoder);
    } else {
      at = endOfValue(data, value);
      if (isWord(data, key, value - 2, EVENT)) {
        isMedia = isWord(data, value + 1, at - 1, MEDIA);
        if (!isMedia) return undefined;
      }
    }
    if (at < 0) return undefined;
  } while (data[at] === COMMA);
  const isWhole = data[at] === CLOSE && at === data.length - 1;
  return isWhole && isMedia && found.payload !== undefined ? (found as DecodedMedia) : undefined;
}

/** Reads the value of `media`. @returns the index after it. */
function scanBody(data: Buffer, from: number, found: Found, decoder: Base64Decoder): number {
  // Of two members with the same name, the last counts.
  found.track = undefined;
  found.timestampMs = undefined;
  found.payload = undefined;
  if (data[from] !== OPEN) return UNUSUAL;
  let at = from;
  do {
    const key = at + 2;
    const value = valueOfKey(data, at + 1);
    if (value < 0) return UNUSUAL;
    if (isWord(data, key, value - 2, PAYLOAD)) {
      at = endOfPayload(data, value);
      if (at < 0) return UNUSUAL;
      found.payload = decoder.decodeBytes(data, value + 1, at - 1);
      if (found.payload === undefined) return UNUSUAL;
    } else {
      at = endOfValue(data, value);
      if (at < 0) return UNUSUAL;
      if (isWord(data, key, value - 2, TRACK)) {
        if (isWord(data, value + 1, at - 1, INBOUND)) found.track = 'inbound';
        else if (isWord(data, value + 1, at - 1, OUTBOUND)) found.track = 'outbound';
        else return UNUSUAL;
      } else if (isWord(data, key, value - 2, TIMESTAMP)) {
        found.timestampMs = numberAt(data, value, at);
        if (found.timestampMs < 0) return UNUSUAL;
      }
    }
  } while (data[at] === COMMA);
  return data[at] === CLOSE ? at + 1 : UNUSUAL;
}

/** @returns the index of the value whose key's quote is at `from`. */
function valueOfKey(data: Buffer, from: number): number {
  const end = endOfString(data, from);
  return end >= 0 && data[end] === COLON ? end + 1 : UNUSUAL;
}

/** @returns the index after the string or number at `from`. */
function endOfValue(data: Buffer, from: number): number {
  return data[from] === QUOTE ? endOfString(data, from) : endOfNumber(data, from);
}

function endOfString(data: Buffer, from: number): number {
  if (data[from] !== QUOTE) return UNUSUAL;
  const { length } = data;
  let at = from + 1;
  while (at < length && IS_PLAIN[data[at] as number] === 1) at += 1;
  return data[at] === QUOTE ? at + 1 : UNUSUAL;
}

/** Like {@link endOfString}, for a long string. Characters that are not plain are not base64, either. */
function endOfPayload(data: Buffer, from: number): number {
  const quote = data[from] === QUOTE ? data.indexOf(QUOTE, from + 1) : UNUSUAL;
  return quote < 0 ? UNUSUAL : quote + 1;
}

function endOfNumber(data: Buffer, from: number): number {
  let at = from;
  while (isDigit(data[at])) at += 1;
  // JSON has no leading zeros.
  const isNumber = at > from && (data[from] !== ZERO || at === from + 1);
  return isNumber ? at : UNUSUAL;
}

/** @returns the integer between these indices, quoted or not; {@link UNUSUAL} for anything else. */
function numberAt(data: Buffer, from: number, end: number): number {
  const quote = data[from] === QUOTE ? 1 : 0;
  const last = end - quote;
  let at = from + quote;
  if (at === last || last - at > MAX_DIGITS) return UNUSUAL;
  let number = 0;
  for (; at < last; at += 1) {
    if (!isDigit(data[at])) return UNUSUAL;
    number = 10 * number + (data[at] as number) - ZERO;
  }
  return number;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function isWord(data: Buffer, from: number, end: number, word: Uint8Array): boolean {
  if (end - from !== word.length) return false;
  for (let i = 0; i < word.length; i += 1) {
    if (data[from + i] !== word[i]) return false;
  }
  return true;
}
