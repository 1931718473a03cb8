import type { AudioInventory } from '../ports/audio-inventory.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaStore } from '../ports/media-store.ts';
import { parseUuid } from '../uuid.ts';
import type { MediaFinding } from './media-finding.ts';

export interface OrphanDeps {
  readonly inventory: AudioInventory;
  readonly media: Pick<MediaStore, 'stat'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** How long audio may be in the store before its recording is in the catalog, or after it was deleted. */
const GRACE_MS = 5000;

/** The keys that belong to no recording, neither now nor a little later. */
export async function findOrphans(
  { inventory, media, clock }: OrphanDeps,
  keys: readonly string[],
): Promise<readonly MediaFinding[]> {
  const suspects = await withoutRecording(inventory, keys);
  if (suspects.length === 0) return [];
  await new Promise<void>((resolve) => void clock.after(GRACE_MS, resolve));
  const findings: MediaFinding[] = [];
  for (const key of await withoutRecording(inventory, suspects)) {
    const stat = await media.stat(key);
    if (stat !== undefined) findings.push({ kind: 'orphaned', key, found: { bytes: stat.bytes } });
  }
  return findings;
}

/** The keys whose recording does not exist in any account. Keys that cannot belong to a recording are skipped. */
async function withoutRecording(
  inventory: AudioInventory,
  keys: readonly string[],
): Promise<readonly string[]> {
  const ids = keys.flatMap((key) => recordingIdOf(key) ?? []);
  const known = await inventory.known([...new Set(ids)]);
  return keys.filter((key) => {
    const id = recordingIdOf(key);
    return id !== undefined && !known.has(id);
  });
}

/** A recording's audio has its id as its key, and its renditions `<id>.<rendition>`. */
function recordingIdOf(key: string): string | undefined {
  return parseUuid(key.split('.', 1)[0] ?? '');
}
