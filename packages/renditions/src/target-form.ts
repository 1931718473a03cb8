import { type AudioForm, mp3SampleRate, SAMPLE_RATES_HZ } from '@tricord/audio';
import { type CapturedMedia, type Rendition, TricordError } from '@tricord/core';

/**
 * Counts up whenever the same form of the same recording is made of other bytes than before, so that
 * neither our cache nor a client's takes the old for the new.
 */
const REVISION = 1;

/** A form with nothing left open. */
export interface TargetForm extends AudioForm {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
}

/**
 * The form that a request comes down to for this recording: requests that get the same bytes have
 * the same.
 * @throws TricordError `invalid-argument` when the recording cannot be had so.
 */
export function targetForm(media: CapturedMedia, rendition: Rendition): TargetForm {
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

/** Whether the form is what the recorder stored. */
export function isAsRecorded(form: TargetForm, media: CapturedMedia): boolean {
  return (
    form.container === 'wav' &&
    form.encoding === 'pcm16' &&
    form.sampleRateHz === media.sampleRateHz &&
    form.channels === media.channels
  );
}

/** A short name of the form, fit to be the end of a media key, such as `v1.8000.1.ulaw.wav`. */
export function variantOf(form: TargetForm): string {
  const { container, encoding, sampleRateHz, channels } = form;
  const extension = container === 'mp3' ? 'mp3' : `${encoding}.${container}`;
  return `v${REVISION}.${sampleRateHz}.${channels}.${extension}`;
}

function isKnownRate(sampleRateHz: number): boolean {
  return (SAMPLE_RATES_HZ as readonly number[]).includes(sampleRateHz);
}

function impossible(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
