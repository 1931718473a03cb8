import { refusal } from '../errors.ts';
import type { operations } from '../generated/api.ts';
import { sampleRateOf } from './format.ts';
import { type RecordInput, toRecordInput } from './record-parameters.ts';

export type BridgeRecordParameters = NonNullable<operations['recordBridge']['parameters']['query']>;

/**
 * Parses the parameters of a request to record a bridge: as for a channel, but checked in another order, and without
 * a limit for missing audio, because the recording may wait for members.
 * @throws TricordError as {@link toRecordInput}.
 */
export function toBridgeRecordInput(query: BridgeRecordParameters): RecordInput {
  const { recorder_format: recorderFormat, format = '' } = query;
  if (sampleRateOf(format) === undefined) {
    throw refusal(422, 'specified format is unknown on this system');
  }
  if (recorderFormat !== undefined && sampleRateOf(recorderFormat) === undefined) {
    throw refusal(422, 'specified recorder_format is unknown on this system');
  }
  const input = toRecordInput(query);
  const { maxDurationMs = 0, maxSilenceMs = 0 } = input.settings;
  if (maxDurationMs < 0) throw refusal(400, 'max_duration_seconds cannot be negative');
  if (maxSilenceMs < 0) throw refusal(400, 'max_silence_seconds cannot be negative');
  return { ...input, settings: { ...input.settings, maxStallMs: 0 } };
}
