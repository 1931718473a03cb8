import { rm, stat } from 'node:fs/promises';
import {
  type CapturedMedia,
  type CoreDeps,
  type Gap,
  isTricordError,
  type Recording,
  type RecordingCommand,
  type Renditions,
  transition,
} from '@tricord/core';
import type { Logger } from 'pino';
import { joinGapMaps } from '../audio/coarsen-gaps.ts';
import { GapMap, withMissedStart } from '../audio/gap-map.ts';
import type { Captured } from '../audio/recording-output.ts';
import { livePath } from '../files/live-folder.ts';
import { liveFormat, liveHeaderBytes } from '../files/live-format.ts';
import { canContinue, storeCaptured } from '../files/store-captured.ts';
import type { FoundFormat } from './find-format.ts';
import { type FoundAudio, findAudio } from './found-audio.ts';
import type { LedgerEntry } from './ledger-format.ts';

export interface RepairDeps
  extends Pick<CoreDeps, 'catalog' | 'media' | 'events' | 'clock' | 'ids' | 'recordingDefaults'> {
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly logger: Logger;
}

/** What is known about the crash. */
export interface Crash {
  /** Folder of the live files. */
  readonly folder: string;
  /** When the process was last known to be alive, epoch milliseconds. */
  readonly diedAt: number;
  /** The ledger's entry for the recording. */
  readonly entry: LedgerEntry | undefined;
}

/** The (prospective) result of repairing an interrupted recording. */
export interface Repaired {
  /** The id of the recording; of the session, if the recording is still to be added. */
  readonly recordingId: string;
  /** Whether a repair would add the recording: a failed one for a call that was never recorded. */
  readonly isNew: boolean;
  readonly name: string;
  /** `left`: it could not be repaired now, for a reason that is logged; the next repair tries again. */
  readonly outcome: 'done' | 'failed' | 'left';
  readonly keptMs: number;
  /** Audio that had arrived but was not on disk. */
  readonly lostMs: number;
  /** Fields of its format that are guesses, see the log. */
  readonly assumed: FoundFormat['assumed'];
}

/** Reports what {@link repairRecording} would do, without changing anything. */
export async function examineRecording(
  deps: RepairDeps,
  recording: Recording,
  { folder, entry }: Crash,
): Promise<Repaired> {
  const path = livePath(folder, recording.id);
  const { audio } = await findAudio(deps.media, path, recording, { entry, check: true });
  if (!isKept(audio, recording)) return verdict(recording, 'failed', 0, entry?.receivedMs ?? 0);
  const isWhole = audio.stored !== undefined || (await canContinue(deps, recording));
  const outcome = isWhole ? 'done' : 'failed';
  return verdict(recording, outcome, audio.durationMs, lostMs(audio, entry), audio);
}

/** Closes, stores and ends a recording that a crash interrupted. */
export async function repairRecording(
  deps: RepairDeps,
  recording: Recording,
  crash: Crash,
): Promise<Repaired> {
  const { entry, folder } = crash;
  const path = livePath(folder, recording.id);
  const { audio, trouble } = await findAudio(deps.media, path, recording, { entry, check: false });
  if (isKept(audio, recording)) return keep(deps, recording, audio, crash);
  const lost = entry === undefined ? '' : `; ${Math.round(entry.receivedMs)} ms lost`;
  const why =
    trouble === undefined
      ? 'Interrupted before any audio was kept'
      : `Interrupted, and its live file cannot be used: ${trouble}`;
  await apply(deps, recording, { type: 'fail', cause: `${why}${lost}` }, endOf(recording, crash));
  if (trouble === undefined) await removeEmpty(path, recording);
  deps.logger.error(
    { recording: recording.id, file: path, trouble },
    'interrupted recording: nothing was kept',
  );
  return verdict(recording, 'failed', 0, entry?.receivedMs ?? 0);
}

async function keep(
  deps: RepairDeps,
  recording: Recording,
  audio: FoundAudio,
  crash: Crash,
): Promise<Repaired> {
  const { sampleRateHz, channels, durationMs, assumed, header } = audio;
  const lost = lostMs(audio, crash.entry);
  const gaps = gapAt(durationMs, lost);
  const captured = { sampleRateHz, channels, durationMs, gaps };
  const { media, cause } =
    audio.stored === undefined
      ? await store(deps, recording, livePath(crash.folder, recording.id), captured)
      : {
          media: { ...(await whole(deps, recording, captured)), ...audio.stored },
          cause: undefined,
        };
  const ended = await end(deps, recording, { media, cause, endedAt: endOf(recording, crash) });
  deps.logger.warn(
    {
      ...{ recording: recording.id, keptMs: media.durationMs, lostMs: lost },
      ...{ sampleRateHz, channels, header, assumed, cause },
    },
    'interrupted recording repaired',
  );
  const outcome = cause === undefined ? 'done' : 'failed';
  return verdict(ended, outcome, media.durationMs, lost, audio);
}

/** @param how.cause why it failed; undefined if it is done. */
async function end(
  deps: RepairDeps,
  recording: Recording,
  how: { media: CapturedMedia; cause: string | undefined; endedAt: number },
): Promise<Recording> {
  const { media, cause, endedAt } = how;
  if (cause !== undefined) {
    return (await apply(deps, recording, { type: 'fail', cause, media }, endedAt)) ?? recording;
  }
  if (recording.state !== 'finishing') {
    await apply(deps, recording, { type: 'stop', reason: 'interrupted' }, endedAt);
  }
  const complete = { type: 'complete', media } as const;
  const done = (await apply(deps, recording, complete, deps.clock.now())) ?? recording;
  if (done.replaces !== undefined) await deps.renditions.forget(done.replaces);
  return done;
}

/** @returns what is stored, and, if that is incomplete, why. */
async function store(
  deps: RepairDeps,
  recording: Recording,
  path: string,
  captured: Captured,
): Promise<{ media: CapturedMedia; cause: string | undefined }> {
  try {
    return { media: await storeCaptured(deps, recording, path, captured), cause: undefined };
  } catch (error) {
    if (!isTricordError(error, 'media-unreadable')) throw error;
    const stored = await deps.media.ingest(recording.id, path);
    return { media: { ...withMissed(recording, captured), ...stored }, cause: error.message };
  }
}

function withMissed(recording: Recording, captured: Captured): Captured {
  return { ...captured, gaps: withMissedStart(recording, captured.gaps) };
}

/** The media that was already in the store: with the audio that it continues, if any, and its gaps. */
async function whole(
  deps: RepairDeps,
  recording: Recording,
  captured: Captured,
): Promise<Captured> {
  const { accountId, append, replaces } = recording;
  const earlier =
    append && replaces !== undefined
      ? (await deps.catalog.recordings.get(accountId, replaces))?.media
      : undefined;
  // It may be only the new audio, if the earlier audio was damaged.
  if (earlier === undefined || captured.durationMs < earlier.durationMs) {
    return withMissed(recording, captured);
  }
  const front = withMissedStart(recording, []).map((gap) => ({
    ...gap,
    offsetMs: earlier.durationMs,
  }));
  return { ...captured, gaps: joinGapMaps(earlier.gaps, [...front, ...captured.gaps]) };
}

function gapAt(durationMs: number, lengthMs: number): readonly Gap[] {
  const map = new GapMap();
  map.add(durationMs, lengthMs, 'crash');
  return map.since();
}

/** Whether a recording is done with the audio found; a stopped one may be empty. */
function isKept(audio: FoundAudio | undefined, { state }: Recording): audio is FoundAudio {
  return audio !== undefined && (audio.durationMs > 0 || state === 'finishing');
}

/** Audio that is in the ledger but not in the file. The ledger does not include what a stop trims on purpose. */
function lostMs({ durationMs }: FoundAudio, entry: LedgerEntry | undefined): number {
  return entry === undefined ? 0 : Math.max(0, Math.round(entry.receivedMs - durationMs));
}

function endOf({ updatedAt }: Recording, { diedAt }: Crash): number {
  return Math.max(updatedAt, diedAt);
}

/** Deletes a live file without audio; other content is left for people to examine. */
async function removeEmpty(path: string, { settings }: Recording): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: Number.POSITIVE_INFINITY }));
  const format = liveFormat(settings, settings.sampleRateHz ?? 8000);
  if (size <= liveHeaderBytes(format)) await rm(path, { force: true });
}

function verdict(
  { id: recordingId, name }: Recording,
  outcome: Repaired['outcome'],
  keptMs: number,
  lost: number,
  { assumed }: Pick<FoundAudio, 'assumed'> = { assumed: [] },
): Repaired {
  return { recordingId, isNew: false, name, outcome, keptMs, lostMs: lost, assumed };
}

async function apply(
  { catalog, events }: RepairDeps,
  { accountId, id }: Recording,
  command: RecordingCommand,
  at: number,
): Promise<Recording | undefined> {
  const applied = await catalog.recordings.apply(accountId, id, (recording) =>
    transition(recording, command, at),
  );
  for (const event of applied?.events ?? []) events.publish(event);
  return applied?.recording;
}
