import type { MediaStore } from '@tricord/core';
import { describe } from 'vitest';
import { mediaIngestContract } from './media-ingest-contract.ts';
import { mediaKeysContract } from './media-keys-contract.ts';
import { mediaListContract } from './media-list-contract.ts';
import { mediaReadContract } from './media-read-contract.ts';
import { mediaWriteContract } from './media-write-contract.ts';

/** A media store under test; `close` also disposes of what was made for it. */
export interface OpenedMediaStore {
  readonly media: MediaStore;
  close(): Promise<void>;
}

/** In what a store differs from others, by its nature. */
export interface MediaStoreTraits {
  /** Whether it can take over files; one that cannot must say so by the error `internal`. */
  readonly takesFiles: boolean;
}

/** Makes a test function that gets a store of its own, empty and closed after the test. */
export type WithMediaStore = (run: (media: MediaStore) => Promise<void>) => () => Promise<void>;

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
  const withStore: WithMediaStore = (run) => async () => {
    const opened = await open();
    try {
      await run(opened.media);
    } finally {
      await opened.close();
    }
  };
  describe(`${name} keeps the media store's contract`, () => {
    mediaKeysContract(withStore);
    mediaWriteContract(withStore);
    mediaReadContract(withStore);
    mediaListContract(withStore);
    mediaIngestContract(withStore, traits);
  });
}
