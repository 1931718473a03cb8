import { randomUUID } from 'node:crypto';
import { readWav } from '@tricord/audio';
import { settleWithin } from '@tricord/core';
import type { ApiRecording, OriginateOptions } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import type { InteropBench } from './interop-bench.ts';

/** Whose API begins the recording. */
export const DIALECTS = ['native', 'asterisk', 'imagicle', 'signalwire'] as const;
type Dialect = (typeof DIALECTS)[number];

/** A call of the lab, and how it is recorded. */
export interface CallToRecord extends Omit<OriginateOptions, 'near' | 'app'> {
  /** What the near end runs, so that its audio comes to the gateway as that session. */
  readonly near: (sessionId: string) => string;
  /** Brings the audio to the gateway where Asterisk does not do so itself; `number` is the caller's. */
  readonly fetch?: (sessionId: string, number: string) => Promise<unknown>;
  readonly recordedBy: Dialect;
}

/** A call that is over, and what the gateway has of it. */
export interface RecordedCall {
  readonly session: { readonly state: string; readonly source: string };
  readonly recording: ApiRecording;
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

/** A call that was disturbed so often is no accident. */
const ATTEMPTS = 3;
/** A call that is not over by then has never come about, milliseconds. */
const ATTEMPT_MS = 40_000;
/** What a test must allow for, milliseconds. */
export const CALL_LIMIT_MS = ATTEMPTS * ATTEMPT_MS + 30_000;

/**
 * Places a call, records it from its first moment, and waits until it is over. On a machine that has other
 * things to do, Asterisk may pause in what it plays, and the gap map says so; or it may give a call up
 * before anybody could answer. The call is placed again then.
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
  return outcome(bench, sessionId);
}

/** How each API begins a recording of everything that is heard, at the best rate that it offers. */
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

/** What the gateway has of a call that was recorded once and is over. */
export async function outcome({ native }: InteropBench, sessionId: string): Promise<RecordedCall> {
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

/** How much audio the gap map says is missing, milliseconds. */
export function missedMs({ media }: ApiRecording): number {
  return (media?.gaps ?? []).reduce((sum, { lengthMs }) => sum + lengthMs, 0);
}
