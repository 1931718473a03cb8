import { setTimeout as wait } from 'node:timers/promises';
import { heardUlawToneOf, toneOf } from '@tricord/callers';
import { PROBED_LINE } from '../gateway/bench-account.ts';
import type { HttpClient } from '../gateway/http-client.ts';
import { inParallel } from '../in-parallel.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { type FrameRange, faultOf } from './fault-of.ts';
import type { Losses } from './losses.ts';
import type { Stream } from './streams.ts';

/** A stream that is being recorded. */
export interface Recorded {
  readonly stream: Stream;
  /** Its index among all calls. */
  readonly index: number;
  /** The recording's id. */
  readonly id: string;
}

/** A stream whose recording was stopped while it continued to play. */
export interface Stopped extends Recorded {
  readonly sentMs: number;
  readonly answeredMs: number;
  /** From the stop request to the first byte of the audio, milliseconds. */
  readonly downloadableMs: number;
}

interface WireRecording {
  readonly id: string;
  readonly state: string;
  readonly media?: { readonly gaps: readonly object[] };
}

/** Maximum number of concurrent requests. */
const WIDTH = 8;
/** The gateway does not know the call yet, or refuses recordings for a few seconds after it was slow. */
const NOT_YET: readonly number[] = [404, 409, 503];
/** For all of them together. */
const BEGIN_TIMEOUT_MS = 20_000;
const DONE_TIMEOUT_MS = 30_000;

/** Describes the line of a call, so that it can be found by it. */
export async function describe(api: HttpClient, { session }: Stream): Promise<void> {
  await api.json('PUT', `/api/v1/sessions/${session}`, { line: PROBED_LINE });
}

/**
 * Starts recording all streams; those that cannot be recorded count as losses.
 * @param name of the recording, for a single stream.
 */
export async function beginAll(
  api: HttpClient,
  streams: readonly Stream[],
  losses: Losses,
  name?: string,
): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  const untilMs = monotonicMs() + BEGIN_TIMEOUT_MS;
  await inParallel([...streams.entries()], WIDTH, async ([index, stream]) => {
    const id = await begin(api, stream, untilMs, losses, name);
    if (id !== undefined) recorded.push({ stream, index, id });
  });
  return recorded.sort((a, b) => a.index - b.index);
}

/** Retries until the gateway knows the call and accepts recordings. */
async function begin(
  api: HttpClient,
  stream: Stream,
  untilMs: number,
  losses: Losses,
  name: string | undefined,
): Promise<string | undefined> {
  const channels = stream.call.tones.length;
  for (;;) {
    const request = { sessionId: stream.session, channels, name };
    const { status, body } = await api.send('POST', '/api/v1/recordings', request);
    if (status === 201) return (JSON.parse(body.toString()) as WireRecording).id;
    if (!NOT_YET.includes(status) || monotonicMs() > untilMs) {
      losses.note(`recording refused (${status})`);
      return undefined;
    }
    await wait(50);
  }
}

/** Stops a recording and fetches its audio. */
export async function stopOne(api: HttpClient, recorded: Recorded): Promise<Stopped> {
  const sentMs = monotonicMs();
  const path = `/api/v1/recordings/${recorded.id}`;
  await api.json('POST', `${path}/stop`);
  const answeredMs = monotonicMs();
  const { firstByteMs } = await api.send('GET', `${path}/media`);
  return { ...recorded, sentMs, answeredMs, downloadableMs: answeredMs - sentMs + firstByteMs };
}

/** Checks that a recording is done, has no gaps, and contains what was sent. */
export async function checkAll(
  api: HttpClient,
  recorded: readonly Recorded[],
  framesOf: (recorded: Recorded) => FrameRange,
  losses: Losses,
): Promise<void> {
  const untilMs = monotonicMs() + DONE_TIMEOUT_MS;
  await inParallel(recorded, WIDTH, async (one) => {
    const path = `/api/v1/recordings/${one.id}`;
    const { state, media } = await settled(api, path, untilMs);
    if (state !== 'done' || media === undefined) return losses.note(`recording ${state}`);
    if (media.gaps.length > 0) losses.note('recording with gaps');
    const { body } = await api.send('GET', `${path}/media`);
    const fault = faultOf(body, tonesOf(one.stream), framesOf(one));
    if (fault !== undefined) losses.note(fault);
  });
}

/** One second of each channel, after the call's codec. */
function tonesOf({ call }: Stream): readonly Int16Array[] {
  return call.tones.map((tone) =>
    call.kind === 'audiosocket' ? toneOf(tone) : heardUlawToneOf(tone),
  );
}

async function settled(api: HttpClient, path: string, untilMs: number): Promise<WireRecording> {
  for (;;) {
    const recording = await api.json<WireRecording>('GET', path);
    const over = ['done', 'failed', 'canceled'].includes(recording.state);
    if (over || monotonicMs() > untilMs) return recording;
    await wait(100);
  }
}
