import type { MediaStore } from '@tricord/core';

/** A media store under test; `close` also removes its resources. */
export interface OpenedMediaStore {
  readonly media: MediaStore;
  close(): Promise<void>;
}

/** Traits in which stores differ by nature. */
export interface MediaStoreTraits {
  /** Whether it can take over files; otherwise ingest must throw `internal`. */
  readonly takesFiles: boolean;
}

/** Wraps a test so that it gets an empty store, which is closed afterwards. */
export type WithMediaStore = (run: (media: MediaStore) => Promise<void>) => () => Promise<void>;

/** Opens a store for each test, and closes it afterwards even if the test fails. */
export function withMediaStoreFrom(open: () => Promise<OpenedMediaStore>): WithMediaStore {
  return (run) => async () => {
    const opened = await open();
    try {
      await run(opened.media);
    } finally {
      await opened.close();
    }
  };
}
