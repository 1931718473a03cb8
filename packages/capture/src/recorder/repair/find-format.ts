import { SAMPLE_RATES_HZ, WAV_HEADER_BYTES, wavHeader } from '@tricord/audio';
import type { LiveFormat } from '../files/live-format.ts';

/** What is known of a live file's format besides its header. */
export interface KnownFormat {
  readonly sampleRateHz?: number | undefined;
  readonly channels?: 1 | 2 | undefined;
}

/** A live file's format, and how it is known. */
export interface FoundFormat extends LiveFormat {
  /** What neither the ledger, the header nor the settings say: a guess. */
  readonly assumed: readonly (keyof LiveFormat)[];
  /** `wrong`: it is whole, and says something else than the ledger. */
  readonly header: 'intact' | 'damaged' | 'wrong';
}

/** Telephone audio, which is what a recording without a rate most probably is. */
const DEFAULT: LiveFormat = { sampleRateHz: 8000, channels: 1 };

/**
 * The format of a live file: by the ledger, else by a header that is whole, else by the recording's settings,
 * else by what is left of the header, or a guess.
 * @param header its first bytes, 44 if there are so many.
 * @param ledger certain.
 * @param settings what the recording was asked to be.
 */
export function findFormat(
  header: Uint8Array,
  ledger: KnownFormat,
  settings: KnownFormat,
): FoundFormat {
  const written = intactFormat(header);
  const sampleRateHz = ledger.sampleRateHz ?? written?.sampleRateHz ?? settings.sampleRateHz;
  const channels = ledger.channels ?? written?.channels ?? settings.channels;
  const assumed: (keyof LiveFormat)[] = [];
  if (sampleRateHz === undefined) assumed.push('sampleRateHz');
  if (channels === undefined) assumed.push('channels');
  const format = {
    sampleRateHz: sampleRateHz ?? remainingRate(header) ?? DEFAULT.sampleRateHz,
    channels: channels ?? DEFAULT.channels,
  };
  return { ...format, assumed, header: stateOf(written, format) };
}

function stateOf(written: LiveFormat | undefined, format: LiveFormat): FoundFormat['header'] {
  if (written === undefined) return 'damaged';
  const same = written.sampleRateHz === format.sampleRateHz && written.channels === format.channels;
  return same ? 'intact' : 'wrong';
}

/** What a header says that we wrote: rates and sizes stand in it twice, so that it shows when it is damaged. */
function intactFormat(header: Uint8Array): LiveFormat | undefined {
  if (header.length < WAV_HEADER_BYTES) return undefined;
  const view = new DataView(header.buffer, header.byteOffset);
  const [channels, sampleRateHz] = [view.getUint16(22, true), view.getUint32(24, true)];
  if ((channels !== 1 && channels !== 2) || sampleRateHz === 0) return undefined;
  const format = { encoding: 'pcm16', channels, sampleRateHz } as const;
  const ours = wavHeader(format, view.getUint32(40, true));
  return Buffer.compare(ours, header.subarray(0, WAV_HEADER_BYTES)) === 0
    ? { sampleRateHz, channels }
    : undefined;
}

/** The rate in a header that is damaged elsewhere, if it is one that telephones and computers use. */
function remainingRate(header: Uint8Array): number | undefined {
  if (header.length < 28) return undefined;
  const rate = new DataView(header.buffer, header.byteOffset).getUint32(24, true);
  return SAMPLE_RATES_HZ.find((known) => known === rate);
}
