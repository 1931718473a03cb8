import { alaw, type Codec, linear16, ulaw } from '../websocket/codecs.ts';

/** Asterisk's names for signed linear audio, with their sample rates in Hz. */
const LINEAR_RATES: Readonly<Record<string, number>> = {
  slin: 8000,
  slin8: 8000,
  slin12: 12_000,
  slin16: 16_000,
  slin24: 24_000,
  slin32: 32_000,
  slin44: 44_100,
  slin48: 48_000,
  slin96: 96_000,
  slin192: 192_000,
};

/** The codec that Asterisk calls `format`, or undefined when it is not supported. */
export function codecOf(format: string): Codec | undefined {
  const name = format.toLowerCase();
  if (name === 'ulaw') return ulaw(8000);
  if (name === 'alaw') return alaw(8000);
  const rate = Object.hasOwn(LINEAR_RATES, name) ? LINEAR_RATES[name] : undefined;
  return rate === undefined ? undefined : linear16(rate);
}
