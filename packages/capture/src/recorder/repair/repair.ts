import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWavHeader, WAV_HEADER_BYTES } from '@tricord/audio';
import {
  type Catalog,
  type Clock,
  type EventBus,
  type Gap,
  type MediaStore,
  type Recording,
  type RecordingCommand,
  type Renditions,
  transition,
} from '@tricord/core';
import type { Logger } from 'pino';
import { GapMap } from '../audio/gap-map.ts';
import type { Captured } from '../audio/recording-output.ts';
import { KEPT_SUFFIX, LIVE_SUFFIX, ledgerPath, livePath } from '../files/live-folder.ts';
import { storeCaptured } from '../files/store-captured.ts';
import { Ledger } from './ledger.ts';
import { type MendedFile, mendLiveFile } from './mend-live-file.ts';

export interface RepairDeps {
  readonly catalog: Catalog;
  readonly media: MediaStore;
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface RepairOptions {
  /** Folder of the live files. */
  readonly folder: string;
  /** Only say what would be done. */
  readonly check?: boolean;
}

/** What became (or would become) of a recording that a crash interrupted. */
export interface Repaired {
  readonly recordingId: string;
  readonly name: string;
  /** `left`: it could not be repaired now, the log says why; the next repair tries again. */
  readonly outcome: 'done' | 'failed' | 'left';
  readonly keptMs: number;
  /** Audio that had arrived and was not on disk. */
  readonly lostMs: number;
}

/**
 * Finishes what an earlier process left unfinished: sessions and conferences end, and each
 * recording that was live is closed, checksummed and stored, with what it lost in its gap map. A recording of which nothing
 * was kept fails. Runs before anything new is recorded; if it is interrupted itself, the next run
 * finishes it.
 */
export async function repairRecordings(
  deps: RepairDeps,
  options: RepairOptions,
): Promise<readonly Repaired[]> {
  const received = await Ledger.read(ledgerPath(options.folder));
  const diedAt = await timeOfDeath(deps, options.folder);
  const report: Repaired[] = [];
  for (const recording of await deps.catalog.recordings.unfinished()) {
    const lengthMs = received.get(recording.id);
    const look = options.check
      ? examine(deps, recording, lengthMs, options.folder)
      : repair(deps, recording, lengthMs, options.folder, diedAt);
    report.push(await look.catch(leave(deps, recording)));
  }
  if (!options.check) {
    await endSessions(deps);
    await endConferences(deps);
    await sweep(deps, options.folder);
  }
  return report;
}

/** When the process was last known to live: it wrote its ledger several times a second. */
async function timeOfDeath({ clock }: RepairDeps, folder: string): Promise<number> {
  const now = clock.now();
  const ledger = await stat(ledgerPath(folder)).catch(() => undefined);
  return ledger === undefined ? now : Math.min(now, Math.round(ledger.mtimeMs));
}

/** One recording that cannot be repaired keeps neither the others nor the service waiting. */
function leave({ logger }: RepairDeps, { id: recordingId, name }: Recording) {
  return (error: unknown): Repaired => {
    logger.error({ err: error, recording: recordingId }, 'interrupted recording: not repaired');
    return { recordingId, name, outcome: 'left', keptMs: 0, lostMs: 0 };
  };
}

async function examine(
  { media }: RepairDeps,
  recording: Recording,
  receivedMs: number | undefined,
  folder: string,
): Promise<Repaired> {
  const file = await mendLiveFile(livePath(folder, recording.id), false);
  const kept = file ?? (await storedAlready(media, recording));
  if (!isKept(kept, recording)) return verdict(recording, 'failed', 0, receivedMs ?? 0);
  return verdict(recording, 'done', kept.durationMs, lostMs(recording, kept, receivedMs));
}

async function repair(
  deps: RepairDeps,
  recording: Recording,
  receivedMs: number | undefined,
  folder: string,
  diedAt: number,
): Promise<Repaired> {
  const { logger, renditions } = deps;
  const endedAt = Math.max(recording.updatedAt, diedAt);
  const path = livePath(folder, recording.id);
  const file = await mendLiveFile(path);
  const stored = file === undefined ? await storedAlready(deps.media, recording) : undefined;
  const kept = file ?? stored;
  if (!isKept(kept, recording)) {
    const lost = receivedMs === undefined ? '' : `; ${Math.round(receivedMs)} ms lost`;
    const cause = `Interrupted before any audio was kept${lost}`;
    await apply(deps, recording, { type: 'fail', cause }, endedAt);
    await removeEmpty(path);
    logger.error({ recording: recording.id }, 'interrupted recording: nothing was kept');
    return verdict(recording, 'failed', 0, receivedMs ?? 0);
  }
  const lost = lostMs(recording, kept, receivedMs);
  const gaps = gapAt(kept, lost);
  const media =
    stored === undefined
      ? await storeCaptured(deps.media, recording, path, captured(kept, gaps))
      : { ...stored, gaps };
  if (recording.state !== 'finishing') {
    await apply(deps, recording, { type: 'stop', reason: 'interrupted' }, endedAt);
  }
  await apply(deps, recording, { type: 'complete', media }, deps.clock.now());
  if (recording.replaces !== undefined) await renditions.forget(recording.replaces);
  logger.warn(
    { recording: recording.id, keptMs: media.durationMs, lostMs: lost },
    'interrupted recording repaired',
  );
  return verdict(recording, 'done', media.durationMs, lost);
}

/** The crash may have come after the media store took the file over, before the catalog knew. */
async function storedAlready(media: MediaStore, recording: Recording) {
  const stream = await media.read(recording.id);
  if (stream === undefined) return undefined;
  const hash = createHash('sha256');
  let bytes = 0;
  let header: Buffer | undefined;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    header ??= Buffer.from(chunk.subarray(0, 4096));
    hash.update(chunk);
    bytes += chunk.length;
  }
  const info = parseWavHeader(header ?? Buffer.alloc(0));
  const channels = info.channels === 2 ? 2 : 1;
  const frames = (bytes - info.dataOffset) / (2 * channels);
  const durationMs = Math.round((frames * 1000) / info.sampleRateHz);
  const { sampleRateHz } = info;
  return {
    ...captured({ sampleRateHz, channels, durationMs }, []),
    bytes,
    sha256: hash.digest('hex'),
  };
}

function captured({ sampleRateHz, channels, durationMs }: Kept, gaps: readonly Gap[]): Captured {
  return { sampleRateHz, channels, durationMs, gaps };
}

function gapAt({ durationMs }: { durationMs: number }, lengthMs: number): readonly Gap[] {
  const map = new GapMap();
  map.add(durationMs, lengthMs, 'crash');
  return map.since();
}

type Kept = Omit<MendedFile, 'dataBytes'>;

/** Whether a recording is done with what there is of it; one that was stopped may be empty. */
function isKept(kept: Kept | undefined, { state }: Recording): kept is Kept {
  return kept !== undefined && (kept.durationMs > 0 || state === 'finishing');
}

/** What the ledger knows of and the file has not. What a stop cuts off on purpose is not lost. */
function lostMs(
  { state, endReason }: Recording,
  { durationMs }: Kept,
  receivedMs: number | undefined,
): number {
  const stopped = state === 'finishing' && endReason !== 'interrupted';
  if (receivedMs === undefined || stopped) return 0;
  return Math.max(0, Math.round(receivedMs - durationMs));
}

/** Deletes a live file that holds nothing; whatever else it holds is left for people to look at. */
async function removeEmpty(path: string): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: Number.POSITIVE_INFINITY }));
  if (size <= WAV_HEADER_BYTES) await rm(path, { force: true });
}

function verdict(
  { id: recordingId, name }: Recording,
  outcome: Repaired['outcome'],
  keptMs: number,
  lost: number,
): Repaired {
  return { recordingId, name, outcome, keptMs, lostMs: lost };
}

async function apply(
  { catalog, events }: RepairDeps,
  { accountId, id }: Recording,
  command: RecordingCommand,
  at: number,
): Promise<void> {
  const applied = await catalog.recordings.apply(accountId, id, (recording) =>
    transition(recording, command, at),
  );
  for (const event of applied?.events ?? []) events.publish(event);
}

async function endConferences({ catalog, events, clock }: RepairDeps): Promise<void> {
  const at = clock.now();
  for (const conference of await catalog.conferences.endAll(at)) {
    const { accountId } = conference;
    events.publish({ type: 'conference.ended', at, accountId, conference });
  }
}

async function endSessions({ catalog, events, clock }: RepairDeps): Promise<void> {
  const now = clock.now();
  for (const session of await catalog.sessions.endAll(now)) {
    events.publish({ type: 'session.ended', at: now, accountId: session.accountId, session });
  }
}

/**
 * Deletes calls that were kept in case somebody asked, and names what else lies in the folder and belongs
 * to no recording: unknown audio is never deleted.
 */
async function sweep({ logger }: RepairDeps, folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith(KEPT_SUFFIX)) await rm(join(folder, name), { force: true });
    if (name.endsWith(LIVE_SUFFIX)) {
      logger.warn({ file: join(folder, name) }, 'live file of no live recording: left alone');
    }
  }
}
