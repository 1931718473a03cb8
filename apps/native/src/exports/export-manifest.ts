import {
  type CoreDeps,
  callStartedAt,
  localNumber,
  lookUpRecording,
  type Party,
  type Recording,
} from '@tricord/core';
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from '../mappers/formula-guard.ts';
import { toWireTime } from '../mappers/time.ts';

/** What became of a recording in an export. */
export interface ExportedFile {
  readonly recordingId: string;
  /** Absent when there is no file of it. */
  readonly file?: { readonly path: string; readonly bytes: number; readonly sha256: string };
  /** Why there is none: an error code. */
  readonly problem?: string;
}

type Row = ExportedFile & { readonly recording: Recording | undefined };

/** The columns, by title. */
const COLUMNS: Readonly<Record<string, (row: Row) => string | number | undefined>> = {
  file: ({ file }) => file?.path,
  sha256: ({ file }) => file?.sha256,
  bytes: ({ file }) => file?.bytes,
  id: ({ recordingId }) => recordingId,
  name: ({ recording }) => recording?.name,
  state: ({ recording }) => recording?.state,
  startedAt: ({ recording }) => recording && toWireTime(callStartedAt(recording)),
  durationMs: ({ recording }) => recording?.media?.durationMs,
  direction: ({ recording }) => recording?.call.direction,
  localNumber: ({ recording }) => recording && localNumber(recording),
  localName: ({ recording }) => recording && nameOf(recording.call.local),
  remoteNumber: ({ recording }) => recording?.call.remote.phoneNumber,
  remoteName: ({ recording }) => recording && nameOf(recording.call.remote),
  user: ({ recording }) => recording?.call.username,
  externalId: ({ recording }) => recording?.call.externalId,
  metadata: ({ recording }) => recording && jsonOf(recording.call.metadata),
  tags: ({ recording }) => recording?.tags?.join('; '),
  note: ({ recording }) => recording?.note,
  problem: ({ problem }) => problem,
};

const BYTE_ORDER_MARK = '\uFEFF';

/** The list of an export as CSV (RFC 4180) in chunks, with what the catalog has of each recording now. */
export async function* exportManifest(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  files: readonly ExportedFile[],
): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK + csvOf(Object.keys(COLUMNS)));
  for (const file of files) {
    const recording = await lookUpRecording(deps, accountId, { id: file.recordingId });
    const cells = Object.values(COLUMNS).map((cell) => String(cell({ ...file, recording }) ?? ''));
    yield Buffer.from(csvOf(cells.map(guardFormula)));
  }
}

/** The checksums of an export's files, as `sha256sum --check` takes them. */
export function* exportChecksums(files: readonly ExportedFile[]): Generator<Buffer> {
  for (const { file } of files) {
    if (file !== undefined) yield Buffer.from(`${file.sha256}  ${file.path}\n`);
  }
}

function csvOf(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows' });
}

function nameOf({ firstName, lastName }: Party): string {
  return [firstName, lastName].filter((name) => name !== undefined).join(' ');
}

function jsonOf(metadata: Readonly<Record<string, string>>): string {
  return Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata);
}
