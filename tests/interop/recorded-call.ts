import { randomUUID } from 'node:crypto';
import { readWav } from '@tricord/audio';
import { settleWithin } from '@tricord/core';
import type { ApiRecording, OriginateOptions } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import type { InteropBench } from './interop-bench.ts';

/** The dialects that can start the recording. */
export const DIALECTS = ['native', 'asterisk', 'imagicle', 'signalwire'] as const;
type Dialect = (typeof DIALECTS)[number];

/** A call of the lab and how it is recorded. */
export interface CallToRecord extends Omit<OriginateOptions, 'near' | 'app'> {
  /** The dialplan steps of the near end that send its audio to the gateway as that session. */
  readonly near: (sessionId: string) => string;
  /** Connects the gateway to the audio if Asterisk does not connect by itself; `number` is the caller's. */
  readonly fetch?: (sessionId: string, number: string) => Promise<unknown>;
  readonly recordedBy: Dialect;
}

/** A call that is over, and its recording. */
export interface RecordedCall {
  readonly session: { readonly state: string; readonly source: string };
  readonly recording: ApiRecording;
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

/** A call that fails this often is not bad luck. */
const ATTEMPTS = 3;
/** Time limit of one attempt. */
const ATTEMPT_MS = 40_000;
/** Time limit for tests that record a call. */
export const CALL_LIMIT_MS = ATTEMPTS * ATTEMPT_MS + 30_000;

/**
 * Places a call, records it from its start, and waits until it is over. On a busy machine, Asterisk may interrupt its
 * playback, which is in the gap map, or give up a call before it is answered. The call is then placed again.
 */
export async function recordCall(bench: InteropBench, call: CallToRecord): Promise<RecordedCall> {
  const clock = new SystemClock();
  let failure: unknown = new Error('the call never came about');
  for (let attempt = 1; ; attempt += 1) {
    const once = recordOnce(bench, call).catch((error: unknown) => {
      failure = error;
      return undefined;
    });
    const recorded = await settleWithin(clock, ATTEMPT_MS, once);
    const last = attempt === ATTEMPTS;
    if (recorded !== undefined && (last || missedMs(recorded.recording) === 0)) return recorded;
    if (last) throw failure;
  }
}

async function recordOnce(bench: InteropBench, call: CallToRecord): Promise<RecordedCall> {
  const { near, fetch, recordedBy, ...rest } = call;
  const sessionId = randomUUID();
  const line = bench.nextLine();
  await bench.native.send('PUT', `/sessions/${sessionId}`, { json: { line } });
  const callerId = line.directoryNumber;
  await bench.asterisk.originate({ ...rest, callerId, near: [near(sessionId)] });
  await fetch?.(sessionId, callerId);
  await bench.events.ofSession('StasisStart', sessionId);
  await STARTS[recordedBy](bench, sessionId, line.directoryNumber);
  await bench.events.ofSession('StasisEnd', sessionId);
  return recordedCallOf(bench, sessionId);
}

/** Starts a recording of both parties through each API, at its highest sample rate. */
const STARTS: Record<
  Dialect,
  (bench: InteropBench, sessionId: string, directoryNumber: string) => Promise<Response>
> = {
  native: ({ native }, sessionId) => native.send('POST', '/recordings', { json: { sessionId } }),
  asterisk: ({ ari }, sessionId) =>
    ari.send('POST', `/channels/${sessionId}/record?name=call-${sessionId}&format=wav16`),
  imagicle: ({ imagicle }, _sessionId, directoryNumber) =>
    imagicle.send('POST', '/LiveRecordings', { json: { directoryNumber } }),
  signalwire: ({ laml }, sessionId) =>
    laml.send('POST', `/Calls/${sessionId}/Recordings.json`, { form: {} }),
};

/** The session and the recording of a call that was recorded once and is over. */
export async function recordedCallOf(
  { native }: InteropBench,
  sessionId: string,
): Promise<RecordedCall> {
  const session = await native.json<RecordedCall['session']>('GET', `/sessions/${sessionId}`);
  const { recordings } = await native.json<{ recordings: ApiRecording[] }>(
    'GET',
    `/recordings?sessionId=${sessionId}`,
  );
  const [recording] = recordings;
  if (recording === undefined || recordings.length > 1) {
    throw new Error(`${recordings.length} recordings of session ${sessionId}`);
  }
  const { channels, format } = readWav(await native.bytes(`/recordings/${recording.id}/media.wav`));
  const [samples = new Int16Array()] = channels;
  return { session, recording, samples, sampleRateHz: format.sampleRateHz };
}

/** Total length of the gap map, in milliseconds. */
export function missedMs({ media }: ApiRecording): number {
  return (media?.gaps ?? []).reduce((sum, { lengthMs }) => sum + lengthMs, 0);
}
