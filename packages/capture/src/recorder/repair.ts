import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWavHeader } from '@tricord/audio';
import {
  type Catalog,
  type Clock,
  type EventBus,
  type Gap,
  type MediaStore,
  type Recording,
  type RecordingCommand,
  type RecordingEvent,
  type Renditions,
  transition,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { Captured } from './active-recording.ts';
import { GapMap } from './gap-map.ts';
import { Ledger } from './ledger.ts';
import { LIVE_SUFFIX, ledgerPath, livePath } from './live-folder.ts';
import { type MendedFile, mendLiveFile } from './mend-live-file.ts';
import { storeCaptured } from './store-captured.ts';

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
  readonly outcome: 'done' | 'failed';
  readonly keptMs: number;
  /** Audio that had arrived and was not on disk. */
  readonly lostMs: number;
}

/**
 * Finishes what an earlier process left unfinished: sessions end, and each recording that was live is
 * closed, checksummed and stored, with what it lost in its gap map. A recording of which nothing
 * was kept fails. Runs before anything new is recorded; if it is interrupted itself, the next run
 * finishes it.
 */
export async function repairRecordings(
  deps: RepairDeps,
  options: RepairOptions,
): Promise<readonly Repaired[]> {
  const received = await Ledger.read(ledgerPath(options.folder));
  const report: Repaired[] = [];
  for (const recording of await deps.catalog.recordings.unfinished()) {
    const lengthMs = received.get(recording.id);
    report.push(
      options.check
        ? await examine(recording, lengthMs, options.folder)
        : await repair(deps, recording, lengthMs, options.folder),
    );
  }
  if (!options.check) {
    await endSessions(deps);
    await sweep(deps, options.folder);
  }
  return report;
}

async function examine(
  recording: Recording,
  receivedMs: number | undefined,
  folder: string,
): Promise<Repaired> {
  const file = await mendLiveFile(livePath(folder, recording.id), false);
  return verdict(recording, file?.durationMs ?? 0, lostMs(file, receivedMs));
}

async function repair(
  deps: RepairDeps,
  recording: Recording,
  receivedMs: number | undefined,
  folder: string,
): Promise<Repaired> {
  const { logger, renditions } = deps;
  const path = livePath(folder, recording.id);
  const file = await mendLiveFile(path);
  const stored = file === undefined ? await storedAlready(deps.media, recording) : undefined;
  const kept = file ?? stored;
  if (kept === undefined || (kept.durationMs === 0 && recording.state !== 'finishing')) {
    await apply(deps, recording, { type: 'fail', cause: 'Interrupted before any audio was kept' });
    await rm(path, { force: true });
    logger.error({ recording: recording.id }, 'interrupted recording: nothing was kept');
    return verdict(recording, 0, receivedMs ?? 0);
  }
  const lost = lostMs(file, receivedMs);
  const media =
    stored ?? (await storeCaptured(deps.media, recording, path, captured(kept, gapAt(kept, lost))));
  if (recording.state !== 'finishing') {
    await apply(deps, recording, { type: 'stop', reason: 'interrupted' });
  }
  await apply(deps, recording, { type: 'complete', media });
  if (recording.replaces !== undefined) await renditions.forget(recording.replaces);
  logger.warn(
    { recording: recording.id, keptMs: media.durationMs, lostMs: lost },
    'interrupted recording repaired',
  );
  return verdict(recording, media.durationMs, lost);
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

function captured(
  { sampleRateHz, channels, durationMs }: Omit<MendedFile, 'dataBytes'>,
  gaps: readonly Gap[],
): Captured {
  return { sampleRateHz, channels, durationMs, gaps };
}

function gapAt({ durationMs }: { durationMs: number }, lengthMs: number): readonly Gap[] {
  const map = new GapMap();
  map.add(durationMs, lengthMs, 'crash');
  return map.gaps;
}

function lostMs(file: MendedFile | undefined, receivedMs: number | undefined): number {
  if (receivedMs === undefined) return 0;
  return Math.max(0, Math.round(receivedMs - (file?.durationMs ?? receivedMs)));
}

function verdict(recording: Recording, keptMs: number, lost: number): Repaired {
  const outcome = keptMs > 0 || recording.state === 'finishing' ? 'done' : 'failed';
  return { recordingId: recording.id, name: recording.name, outcome, keptMs, lostMs: lost };
}

async function apply(
  { catalog, events, clock }: RepairDeps,
  { accountId, id }: Recording,
  command: RecordingCommand,
): Promise<void> {
  let happened: readonly RecordingEvent[] = [];
  await catalog.recordings.update(accountId, id, (recording) => {
    const result = transition(recording, command, clock.now());
    happened = result.events;
    return result.recording;
  });
  for (const event of happened) events.publish(event);
}

async function endSessions({ catalog, events, clock }: RepairDeps): Promise<void> {
  const now = clock.now();
  for (const session of await catalog.sessions.endAll(now)) {
    events.publish({ type: 'session.ended', at: now, accountId: session.accountId, session });
  }
}

/** Names what lies in the folder and belongs to no recording; unknown audio is never deleted. */
async function sweep({ logger }: RepairDeps, folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith(LIVE_SUFFIX)) {
      logger.warn({ file: join(folder, name) }, 'live file of no live recording: left alone');
    }
  }
}
