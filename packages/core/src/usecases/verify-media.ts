import { digestOf } from '../digest.ts';
import { damageOf, type MediaDamage } from '../media-damage.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { CapturedMedia, Recording } from '../recording.ts';
import { findOrphans, type OrphanDeps } from './find-orphans.ts';
import type { MediaFinding } from './media-finding.ts';

export interface VerifyMediaDeps extends OrphanDeps {
  readonly media: Pick<MediaStore, 'stat' | 'read' | 'list'>;
}

/** The position of a verification: what it examines next. */
export type VerificationPlace =
  | { readonly pass: 'recordings'; readonly afterId?: string }
  | { readonly pass: 'store'; readonly after?: string };

export interface VerifyMediaOptions {
  /** Only this account's recordings. Orphans have no account, so the store is not searched for them then. */
  readonly accountId?: string;
  /** Compare only lengths, without reading audio. */
  readonly lengthsOnly?: boolean;
  /** Undefined: from the beginning. */
  readonly from?: VerificationPlace;
  /** Aborts before the next recording; what was examined since the last step is not reported. */
  readonly signal?: AbortSignal;
}

/** What a verification examined between two positions. */
export interface VerificationStep {
  /** How many recordings were compared, or keys looked up. */
  readonly looked: number;
  readonly findings: readonly MediaFinding[];
  /** Undefined: this was the last step. */
  readonly next?: VerificationPlace;
}

/** How many recordings' audio a step reads. */
const RECORDINGS = 20;
const KEYS = 10_000;

/**
 * Compares catalog and store in both directions, step by step: each recording's audio by length and checksum, then
 * each key of the store against the catalog. Changes nothing. Recordings created or deleted meanwhile are not
 * reported.
 * @throws what the catalog or the store's list throws; a failure to read one recording's audio is a finding.
 */
export async function* verifyMedia(
  deps: VerifyMediaDeps,
  options: VerifyMediaOptions = {},
): AsyncGenerator<VerificationStep> {
  let place: VerificationPlace | undefined = options.from ?? { pass: 'recordings' };
  while (place !== undefined) {
    const step: VerificationStep =
      place.pass === 'recordings'
        ? await lookAtRecordings(deps, options, place.afterId)
        : await lookAtKeys(deps, place.after);
    if (options.signal?.aborted) return;
    yield step;
    place = step.next;
  }
}

async function lookAtRecordings(
  deps: VerifyMediaDeps,
  { accountId, lengthsOnly = false, signal }: VerifyMediaOptions,
  afterId: string | undefined,
): Promise<VerificationStep> {
  const recordings = await deps.inventory.page({
    limit: RECORDINGS,
    ...(accountId === undefined ? {} : { accountId }),
    ...(afterId === undefined ? {} : { afterId }),
  });
  const findings: MediaFinding[] = [];
  for (const recording of recordings) {
    if (signal?.aborted) break;
    const finding = await lookAt(deps, recording, lengthsOnly);
    if (finding !== undefined) findings.push(finding);
  }
  const last = recordings.at(-1);
  const looked = { looked: recordings.length, findings };
  if (recordings.length === RECORDINGS && last !== undefined) {
    return { ...looked, next: { pass: 'recordings', afterId: last.id } };
  }
  return accountId === undefined ? { ...looked, next: { pass: 'store' } } : looked;
}

async function lookAt(
  { inventory, media }: VerifyMediaDeps,
  { id, accountId, name, media: captured }: Recording,
  lengthsOnly: boolean,
): Promise<MediaFinding | undefined> {
  if (captured === undefined) return undefined;
  const difference = await differenceOf(media, id, captured, lengthsOnly);
  if (difference === undefined) return undefined;
  // Audio is deleted after its recording: one that was deleted meanwhile is no longer in the catalog.
  if (!(await inventory.known([id])).has(id)) return undefined;
  const { bytes, sha256 } = captured;
  return {
    ...difference,
    key: id,
    recording: { id, accountId, name },
    expected: { bytes, sha256 },
  };
}

async function differenceOf(
  media: VerifyMediaDeps['media'],
  key: string,
  captured: CapturedMedia,
  lengthsOnly: boolean,
): Promise<Pick<MediaFinding, 'kind' | 'found' | 'cause'> | undefined> {
  try {
    const stat = await media.stat(key);
    const stored = stat && { bytes: stat.bytes };
    const damage = damageOf(captured, stored);
    if (damage !== undefined || lengthsOnly) return asDifference(damage, stored);
    const stream = await media.read(key);
    const read = stream && (await digestOf(stream));
    return asDifference(damageOf(captured, read), read);
  } catch (error) {
    return { kind: 'unreadable', cause: error instanceof Error ? error.message : String(error) };
  }
}

function asDifference(
  kind: MediaDamage | undefined,
  found: MediaFinding['found'],
): Pick<MediaFinding, 'kind' | 'found'> | undefined {
  if (kind === undefined) return undefined;
  return { kind, ...(found === undefined ? {} : { found }) };
}

async function lookAtKeys(
  deps: VerifyMediaDeps,
  after: string | undefined,
): Promise<VerificationStep> {
  const { keys, next } = await deps.media.list({
    limit: KEYS,
    ...(after === undefined ? {} : { after }),
  });
  const findings = await findOrphans(deps, keys);
  const looked = { looked: keys.length, findings };
  return next === undefined ? looked : { ...looked, next: { pass: 'store', after: next } };
}
