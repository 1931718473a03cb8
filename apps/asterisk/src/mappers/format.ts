import { AS_RECORDED, type Recording, type Rendition } from '@tricord/core';

/** A format of ARI: the rate at which to record for it, and the rendition in which it is served. */
interface Format {
  readonly sampleRateHz: number;
  readonly rendition: Pick<Rendition, 'container' | 'encoding'>;
}

const WAV = { container: 'wav', encoding: 'pcm16' } as const;
const LINEAR = { container: 'raw', encoding: 'pcm16' } as const;
const ULAW = { container: 'raw', encoding: 'ulaw' } as const;
const ALAW = { container: 'raw', encoding: 'alaw' } as const;
const G722 = { container: 'raw', encoding: 'g722' } as const;

/** Asterisk's names and file extensions of the supported formats. Case-sensitive. */
const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['wav', { sampleRateHz: 8000, rendition: WAV }],
  ['wav16', { sampleRateHz: 16_000, rendition: WAV }],
  ...family(['sln', 'slin', 'raw'], 8000, LINEAR),
  ['sln12', { sampleRateHz: 12_000, rendition: LINEAR }],
  ['sln16', { sampleRateHz: 16_000, rendition: LINEAR }],
  ['sln24', { sampleRateHz: 24_000, rendition: LINEAR }],
  ['sln32', { sampleRateHz: 32_000, rendition: LINEAR }],
  ['sln44', { sampleRateHz: 44_100, rendition: LINEAR }],
  ['sln48', { sampleRateHz: 48_000, rendition: LINEAR }],
  ['sln96', { sampleRateHz: 96_000, rendition: LINEAR }],
  ['sln192', { sampleRateHz: 192_000, rendition: LINEAR }],
  ...family(['ulaw', 'ul', 'mu', 'ulw', 'pcm'], 8000, ULAW),
  ...family(['alaw', 'al', 'alw'], 8000, ALAW),
  ['g722', { sampleRateHz: 16_000, rendition: G722 }],
]);

/** Asterisk's formats of GSM 6.10, for which there is no encoder here. */
const GSM: ReadonlySet<string> = new Set(['gsm', 'WAV', 'wav49']);

/** The format of recordings that were not started by an ARI client. */
const DEFAULT_FORMAT = 'wav';

/** The sample rate at which to record for a format, in Hz; undefined when the format is not supported. */
export function sampleRateOf(format: string): number | undefined {
  return FORMATS.get(format)?.sampleRateHz;
}

/** Asterisk's message for a format that is not supported; it says why if Asterisk has the format. */
export function unknownFormat(format: string): string {
  const message = 'specified format is unknown on this system';
  return GSM.has(format) ? `${message}: GSM cannot be recorded, use wav or ulaw` : message;
}

/** The name of a recording's format in ARI. */
export function formatOf({ settings: { requestedFormat } }: Recording): string {
  return requestedFormat !== undefined && FORMATS.has(requestedFormat)
    ? requestedFormat
    : DEFAULT_FORMAT;
}

/** The rendition of a recording's file: the format that its ARI client requested, or as recorded. */
export function renditionOf({ settings: { requestedFormat = '' } }: Recording): Rendition {
  const format = FORMATS.get(requestedFormat);
  return format === undefined
    ? AS_RECORDED
    : { ...format.rendition, sampleRateHz: format.sampleRateHz, channels: 1 };
}

function family(
  names: readonly string[],
  sampleRateHz: number,
  rendition: Format['rendition'],
): [string, Format][] {
  return names.map((name) => [name, { sampleRateHz, rendition }]);
}
