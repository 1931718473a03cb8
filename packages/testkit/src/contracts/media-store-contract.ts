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
 * Holds a media store to every promise of the port. Call it at the top of a test file.
 *
 * @param open gives an empty store each time that it is called.
 */
export function describeMediaStoreContract(
  name: string,
  open: () => Promise<OpenedMediaStore>,
  traits: MediaStoreTraits = { takesFiles: true },
): void {
  const withStore = withMediaStoreFrom(open);
  describe(`${name} keeps the media store's contract`, () => {
    mediaKeysContract(withStore);
    mediaWriteContract(withStore);
    mediaReadContract(withStore);
    mediaListContract(withStore);
    mediaIngestContract(withStore, traits);
  });
}
