import { SAMPLE_RATES_HZ } from '@tricord/audio';
import type { StereoOrder } from '@tricord/core';
import { type LiveFormat, liveFormat, liveHeader } from '../files/live-format.ts';

/** Enough bytes for the header of any live file. */
export const HEADER_PROBE_BYTES = 256;

/** What is known about a live file's format besides its header. */
export interface KnownFormat {
  readonly sampleRateHz?: number | undefined;
  readonly channels?: 1 | 2 | undefined;
  readonly stereo?: StereoOrder | undefined;
}

/** A live file's format, and how certain it is. */
export interface FoundFormat extends LiveFormat {
  /** Fields that are guesses: neither the ledger, the header nor the settings have them. */
  readonly assumed: readonly ('sampleRateHz' | 'channels')[];
  /** `wrong`: intact, but different from the ledger. */
  readonly header: 'intact' | 'damaged' | 'wrong';
}

/** Telephone audio, the most probable format of a recording without a known rate. */
const DEFAULT = { sampleRateHz: 8000, channels: 1, stereo: 'remote-left' } as const;

/**
 * The format of a live file: from the ledger, else from an intact header, else from the recording's settings,
 * else from the remains of the header, or a guess.
 * @param header its first bytes, up to {@link HEADER_PROBE_BYTES}.
 * @param ledger certain.
 * @param settings the requested format.
 */
export function findFormat(
  header: Uint8Array,
  ledger: KnownFormat,
  settings: KnownFormat,
): FoundFormat {
  const written = intactFormat(header);
  const sampleRateHz = ledger.sampleRateHz ?? written?.sampleRateHz ?? settings.sampleRateHz;
  const channels = ledger.channels ?? written?.channels ?? settings.channels;
  const assumed: ('sampleRateHz' | 'channels')[] = [];
  if (sampleRateHz === undefined) assumed.push('sampleRateHz');
  if (channels === undefined) assumed.push('channels');
  const rate = sampleRateHz ?? remainingRate(header) ?? DEFAULT.sampleRateHz;
  const known = { track: 'both', channels: channels ?? DEFAULT.channels } as const;
  const stereo = settings.stereo ?? DEFAULT.stereo;
  const format =
    written?.channels === known.channels
      ? { ...written, sampleRateHz: rate }
      : liveFormat({ ...known, stereo }, rate);
  return { ...format, assumed, header: stateOf(written, format) };
}

function stateOf(written: LiveFormat | undefined, format: LiveFormat): FoundFormat['header'] {
  if (written === undefined) return 'damaged';
  const same = written.sampleRateHz === format.sampleRateHz && written.channels === format.channels;
  return same ? 'intact' : 'wrong';
}

/** No audio has a higher rate; far above it, the byte rate in a header would overflow. */
const MAX_RATE_HZ = 768_000;

/** The format in a header that we wrote: rates and sizes are in it twice, so that damage is detected. */
function intactFormat(header: Uint8Array): LiveFormat | undefined {
  if (header.length < 28) return undefined;
  const view = new DataView(header.buffer, header.byteOffset);
  const [channels, sampleRateHz] = [view.getUint16(22, true), view.getUint32(24, true)];
  if (sampleRateHz === 0 || sampleRateHz > MAX_RATE_HZ) return undefined;
  if (channels !== 1 && channels !== 2) return undefined;
  const orders = ORDERS.map((stereo) =>
    liveFormat({ channels, track: 'both', stereo }, sampleRateHz),
  );
  // Stereo files of earlier versions have no comment: their audio starts earlier.
  const formats: readonly LiveFormat[] = [...orders, { sampleRateHz, channels }];
  return formats.find((format) => isHeaderOf(format, header, view));
}

function isHeaderOf(format: LiveFormat, header: Uint8Array, view: DataView): boolean {
  const { length } = liveHeader(format, 0);
  if (header.length < length) return false;
  const ours = liveHeader(format, view.getUint32(length - 4, true));
  return Buffer.compare(ours, header.subarray(0, length)) === 0;
}

const ORDERS = ['remote-left', 'local-left'] as const;

/** The rate in a header that is damaged elsewhere, if it is a common one. */
function remainingRate(header: Uint8Array): number | undefined {
  if (header.length < 28) return undefined;
  const rate = new DataView(header.buffer, header.byteOffset).getUint32(24, true);
  return SAMPLE_RATES_HZ.find((known) => known === rate);
}
