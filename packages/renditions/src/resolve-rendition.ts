import { type AudioFormat, mp3SampleRate, SAMPLE_RATES_HZ } from '@tricord/audio';
import { type CapturedMedia, type Rendition, TricordError } from '@tricord/core';

/**
 * Incremented whenever a conversion yields other bytes than before, so that neither our cache nor a client's
 * serves the old ones.
 */
const REVISION = 1;

/** A rendition with all parameters decided. */
export interface ResolvedRendition extends AudioFormat {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
}

/**
 * Decides the parameters that a request left open, for this recording. Requests that get the same bytes resolve
 * to the same rendition.
 * @throws TricordError `invalid-argument` when the recording cannot be converted to it.
 */
export function resolveRendition(media: CapturedMedia, rendition: Rendition): ResolvedRendition {
  const { container } = rendition;
  const channels = rendition.channels ?? media.channels;
  if (channels > media.channels) {
    throw impossible('channels', 'A mono recording has one channel');
  }
  const wanted = rendition.sampleRateHz ?? media.sampleRateHz;
  const sampleRateHz = container === 'mp3' ? mp3SampleRate(wanted) : wanted;
  const known = isKnownRate(sampleRateHz) && isKnownRate(media.sampleRateHz);
  if (sampleRateHz !== media.sampleRateHz && !known) {
    throw impossible('sampleRateHz', `Audio cannot be had at ${sampleRateHz} Hz`);
  }
  const encoding = container === 'mp3' ? 'pcm16' : rendition.encoding;
  return { container, encoding, sampleRateHz, channels };
}

/** Whether the rendition is the stored audio itself. */
export function isAsRecorded(rendition: ResolvedRendition, media: CapturedMedia): boolean {
  return (
    rendition.container === 'wav' &&
    rendition.encoding === 'pcm16' &&
    rendition.sampleRateHz === media.sampleRateHz &&
    rendition.channels === media.channels
  );
}

/** A short name for use at the end of a media key, such as `v1.8000.1.ulaw.wav`. */
export function renditionName(rendition: ResolvedRendition): string {
  const { container, encoding, sampleRateHz, channels } = rendition;
  const extension = container === 'mp3' ? 'mp3' : `${encoding}.${container}`;
  return `v${REVISION}.${sampleRateHz}.${channels}.${extension}`;
}

function isKnownRate(sampleRateHz: number): boolean {
  return (SAMPLE_RATES_HZ as readonly number[]).includes(sampleRateHz);
}

function impossible(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
