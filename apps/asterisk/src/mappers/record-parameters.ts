import { type RecordingSettings, type StartRecordingInput, TricordError } from '@tricord/core';
import type { operations } from '../generated/api.ts';
import { sampleRateOf, unknownFormat } from './format.ts';
import { namesNoFile } from './recording-name.ts';

export type RecordParameters = NonNullable<operations['recordChannel']['parameters']['query']>;
/** The parsed parameters of a record request. */
export type RecordInput = Required<Pick<StartRecordingInput, 'name' | 'ifExists' | 'settings'>>;
type IfExists = NonNullable<StartRecordingInput['ifExists']>;

const TERMINATE_ON: ReadonlyMap<string, string> = new Map([
  ['none', ''],
  ['any', '0123456789*#ABCD'],
  ['*', '*'],
  ['#', '#'],
]);
/** Asterisk ends a recording whose channel sends no frame for this long (main/app.c). */
const STALL_MS = 4000;
const IF_EXISTS: ReadonlyMap<string, IfExists> = new Map(
  (['fail', 'overwrite', 'append'] as const).map((value) => [value, value]),
);

/**
 * Parses the parameters of a record request, checking them in Asterisk's order.
 * @throws TricordError `invalid-argument`, whose parameter determines the status; `recording-name-invalid`.
 */
export function toRecordInput(query: RecordParameters): RecordInput {
  const terminateOn = TERMINATE_ON.get(query.terminateOn?.toLowerCase() ?? 'none');
  if (terminateOn === undefined) throw invalid('terminateOn', 'terminateOn invalid');
  const ifExists = IF_EXISTS.get(query.ifExists?.toLowerCase() ?? 'fail');
  if (ifExists === undefined) throw invalid('ifExists', 'ifExists invalid');
  const { name, format = '' } = query;
  const sampleRateHz = sampleRateOf(format);
  if (sampleRateHz === undefined) throw invalid('format', unknownFormat(format));
  if (name === undefined) throw invalid('name', 'Error parsing request');
  if (namesNoFile(name)) throw new TricordError('recording-name-invalid', 'Recording name invalid');
  const settings: Partial<RecordingSettings> = {
    channels: 1,
    sampleRateHz,
    maxDurationMs: (query.maxDurationSeconds ?? 0) * 1000,
    maxSilenceMs: (query.maxSilenceSeconds ?? 0) * 1000,
    maxStallMs: STALL_MS,
    terminateOn,
    beep: query.beep ?? false,
    requestedFormat: format,
  };
  return { name, ifExists, settings };
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
