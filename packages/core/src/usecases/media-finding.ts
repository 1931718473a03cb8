import type { MediaDamage } from '../media-damage.ts';
import type { StoredMedia } from '../ports/media-store.ts';
import type { Recording } from '../recording.ts';

/** A discrepancy between catalog and store. */
export interface MediaFinding {
  /** `unreadable`: the store fails to read it; `orphaned`: the store has it, and no recording does. */
  readonly kind: MediaDamage | 'unreadable' | 'orphaned';
  /** In the media store. */
  readonly key: string;
  readonly recording?: Pick<Recording, 'id' | 'accountId' | 'name'>;
  /** What was recorded. */
  readonly expected?: StoredMedia;
  /** What is there. */
  readonly found?: Pick<StoredMedia, 'bytes'> & Partial<StoredMedia>;
  /** Why it is unreadable, for people. */
  readonly cause?: string;
}
