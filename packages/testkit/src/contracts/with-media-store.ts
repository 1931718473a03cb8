import type { MediaStore } from '@tricord/core';

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

/** Opens a store for each test, and closes it when the test has ended, whatever came of it. */
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
