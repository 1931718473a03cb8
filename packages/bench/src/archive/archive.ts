import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pcm16ToBytes, wavHeader } from '@tricord/audio';
import { SAMPLE_RATE_HZ, toneOf } from '@tricord/callers';
import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import SqliteDatabase, { type Database } from 'better-sqlite3';

/** The participants of the recordings, which take turns. */
const PEOPLE = 100;
/** The time of the archive's newest recording, epoch milliseconds. */
export const LAST_AT = Date.UTC(2026, 10, 1);
/** The time between two recordings: a million of them take a year. */
const EVERY_MS = 31_536;

/** The index in `PEOPLE` of the person of recording `index`. */
const personOf = (index: number): number => index % PEOPLE;
export const numberOf = (person: number): string => String(1000 + person);
export const userOf = (person: number): string => `agent${person}`;
export const remoteNumberOf = (person: number): string =>
  `+39058400${String(person).padStart(4, '0')}`;
/** UUID of recording `index`; 0 is the newest. */
export const idOf = (index: number): string => uuidOf(index);
/** UUID of the call of recording `index`. */
export const sessionOf = (index: number): string => uuidOf(1e7 + index);
/** Name of recording `index`. */
export const nameOf = (index: number): string => `call-${String(index).padStart(7, '0')}`;

/**
 * Adds finished recordings to a data folder that no gateway uses yet: `count` in the catalog; the newest one has
 * `seconds` of audio.
 */
export async function generateArchive(
  dataDir: string,
  accountId: string,
  count: number,
  seconds: number,
): Promise<void> {
  const path = join(dataDir, 'catalog.db');
  const sample = await storeSample(join(dataDir, 'media'), seconds);
  const catalog = await SqliteCatalog.open({ path });
  const first = Math.min(count, PEOPLE);
  for (let index = 0; index < first; index += 1) {
    await catalog.recordings.insert(
      recordingOf(accountId, index, index === 0 ? sample : undefined),
    );
  }
  await catalog.close();
  if (count > first) multiply(path, count);
}

interface Sample {
  readonly bytes: number;
  readonly sha256: string;
  readonly durationMs: number;
}

/** A tone of this many seconds: WAV, PCM16, 8 kHz, mono. */
export function wavOf(seconds: number): Buffer {
  const second = pcm16ToBytes(toneOf(7));
  const header = wavHeader(
    { encoding: 'pcm16', sampleRateHz: SAMPLE_RATE_HZ, channels: 1 },
    seconds * second.length,
  );
  return Buffer.concat([header, ...Array<Uint8Array>(seconds).fill(second)]);
}

async function storeSample(folder: string, seconds: number): Promise<Sample> {
  const media = await FilesMediaStore.open({ folder });
  const stored = await media.write(idOf(0), Readable.from([wavOf(seconds)]));
  return { ...stored, durationMs: 1000 * seconds };
}

function recordingOf(accountId: string, index: number, sample: Sample | undefined): Recording {
  const person = personOf(index);
  const createdAt = LAST_AT - index * EVERY_MS;
  const durationMs = sample?.durationMs ?? 60_000;
  return {
    id: idOf(index),
    accountId,
    name: nameOf(index),
    target: { kind: 'session', sessionId: sessionOf(index) },
    call: {
      line: {
        deviceName: `SEP${String(person).padStart(12, '0')}`,
        directoryNumber: numberOf(person),
      },
      username: userOf(person),
      direction: index % 2 === 0 ? 'incoming' : 'outgoing',
      local: { phoneNumber: numberOf(person) },
      remote: {
        firstName: 'Ada',
        lastName: `Number ${person}`,
        phoneNumber: remoteNumberOf(person),
      },
      metadata: {},
    },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'line' },
    state: 'done',
    muted: false,
    createdAt,
    updatedAt: createdAt + durationMs,
    startedAt: createdAt,
    pausedMs: 0,
    skippedMs: 0,
    endedAt: createdAt + durationMs,
    endReason: 'hangup',
    media: {
      durationMs,
      sampleRateHz: SAMPLE_RATE_HZ,
      channels: 1,
      bytes: sample?.bytes ?? 16 * durationMs + 44,
      sha256: sample?.sha256 ?? createHash('sha256').update(idOf(index)).digest('hex'),
      gaps: [],
    },
  };
}

/** A UUID that encodes an index. */
function uuidOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/**
 * Creates `count` recordings by SQL from the first few: hundreds of times faster than one by one. Copy number `index`
 * is a correspondingly older recording of the same person.
 */
function multiply(path: string, count: number): void {
  const db = new SqliteDatabase(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = OFF');
    const columns = (db.pragma('table_info(recordings)') as { name: string }[]).map(
      ({ name }) => name,
    );
    const changed: Readonly<Record<string, string>> = {
      seq: SEQ_SQL,
      id: ID_SQL,
      name: NAME_SQL,
      created_at: earlier('created_at'),
      session_id: `'00000000-0000-4000-8000-' || printf('%012d', 10000000 + ${INDEX_SQL})`,
      body: `json_set(body, '$.id', ${ID_SQL}, '$.name', ${NAME_SQL}, ${TIMES_SQL})`,
    };
    const values = columns.map((column) => changed[column] ?? column);
    const bounds = { turns: Math.ceil(count / PEOPLE) - 1, count };
    db.prepare(
      `${TURNS_SQL},
       people AS (SELECT *, row_number() OVER (ORDER BY created_at DESC) - 1 AS person FROM recordings)
       INSERT INTO recordings (${columns.join(', ')})
       SELECT ${values.join(', ')} FROM turns CROSS JOIN people WHERE ${INDEX_SQL} < $count`,
    ).run(bounds);
    multiplyArchive(db, bounds);
  } finally {
    db.close();
  }
}

/** A copy is in the groups of its original, and counts on its own day. */
function multiplyArchive(db: Database, bounds: { turns: number; count: number }): void {
  db.prepare(
    `${TURNS_SQL}
     INSERT INTO archive_entries (group_id, started_at, seq)
     SELECT group_id, ${earlier('started_at')}, ${SEQ_SQL}
     FROM archive_entries CROSS JOIN turns WHERE ${SEQ_SQL} <= $count`,
  ).run(bounds);
  db.prepare(
    `${TURNS_SQL}
     INSERT INTO archive_facts (seq, ended_at, remote_number)
     SELECT ${SEQ_SQL}, ${earlier('ended_at')}, remote_number
     FROM turns CROSS JOIN archive_facts WHERE ${SEQ_SQL} <= $count`,
  ).run(bounds);
  db.exec('DELETE FROM archive_days');
  db.exec(
    `INSERT INTO archive_days (group_id, day, size)
     SELECT group_id, started_at / ${DAY_MS} AS day, count(*) FROM archive_entries GROUP BY group_id, day`,
  );
}

function earlier(time: string): string {
  return `${time} - turn * ${PEOPLE * EVERY_MS}`;
}

const TIMES_SQL = ['createdAt', 'startedAt', 'updatedAt', 'endedAt']
  .map((name) => `'$.${name}', ${earlier(`json_extract(body, '$.${name}')`)}`)
  .join(', ');
const DAY_MS = 24 * 60 * 60 * 1000;
const TURNS_SQL =
  'WITH RECURSIVE turns(turn) AS (SELECT 1 UNION ALL SELECT turn + 1 FROM turns WHERE turn < $turns)';
/** The numbers continue after those of the first few, which are 1 to {@link PEOPLE}. */
const SEQ_SQL = `(turn * ${PEOPLE} + seq)`;
const INDEX_SQL = `(turn * ${PEOPLE} + person)`;
const ID_SQL = `'00000000-0000-4000-8000-' || printf('%012d', ${INDEX_SQL})`;
const NAME_SQL = `'call-' || printf('%07d', ${INDEX_SQL})`;
