import { describe } from 'vitest';
import { mediaIngestContract } from './media-ingest-contract.ts';
import { mediaKeysContract } from './media-keys-contract.ts';
import { mediaListContract } from './media-list-contract.ts';
import { mediaReadContract } from './media-read-contract.ts';
import { mediaWriteContract } from './media-write-contract.ts';
import {
  type MediaStoreTraits,
  type OpenedMediaStore,
  withMediaStoreFrom,
} from './with-media-store.ts';

/**
 * Describes tests of every promise of the media-store port. Call it at the top of a test file.
 *
 * @param open opens an empty store each time
 */
export function describeMediaStoreContract(
  name: string,
  open: () => Promise<OpenedMediaStore>,
  traits: MediaStoreTraits = { takesFiles: true },
): void {
  const withStore = withMediaStoreFrom(open);
  describe(`${name} fulfills the media-store contract`, () => {
    mediaKeysContract(withStore);
    mediaWriteContract(withStore);
    mediaReadContract(withStore);
    mediaListContract(withStore);
    mediaIngestContract(withStore, traits);
  });
}
