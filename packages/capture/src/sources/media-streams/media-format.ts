import { alaw, type Codec, linear16, ulaw } from '../websocket/codecs.ts';
import type { StartMessage } from './messages.ts';

const RATES: ReadonlySet<number> = new Set([8000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000]);

/**
 * The codec of a stream, or undefined if it is unknown. A stream without a format sends
 * µ-law at 8 kHz, as Twilio's always do.
 */
export function codecOf(start: StartMessage, l16Endian: 'little' | 'big'): Codec | undefined {
  const { encoding = 'audio/x-mulaw', sampleRateHz, channels = 1 } = start;
  if (channels !== 1) return undefined;
  switch (encoding.toLowerCase().replace(/^audio\/(x-)?/, '')) {
    case 'mulaw':
    case 'ulaw':
    case 'pcmu':
      return sampleRateHz === undefined || sampleRateHz === 8000 ? ulaw(8000) : undefined;
    case 'alaw':
    case 'pcma':
      return sampleRateHz === undefined || sampleRateHz === 8000 ? alaw(8000) : undefined;
    case 'l16':
      return sampleRateHz !== undefined && RATES.has(sampleRateHz)
        ? linear16(sampleRateHz, l16Endian)
        : undefined;
    default:
      return undefined;
  }
}
