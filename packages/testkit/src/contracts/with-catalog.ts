import type { Catalog } from '@tricord/core';

/** A catalog under test; `close` also disposes of what was made for it. */
export interface OpenedCatalog {
  readonly catalog: Catalog;
  close(): Promise<void>;
}

/** Makes a test function that gets a catalog of its own, empty and closed after the test. */
export type WithCatalog = (run: (catalog: Catalog) => Promise<void>) => () => Promise<void>;

/** Opens a catalog for each test, and closes it when the test has ended, whatever came of it. */
export function withCatalogFrom(open: () => Promise<OpenedCatalog>): WithCatalog {
  return (run) => async () => {
    const opened = await open();
    try {
      await run(opened.catalog);
    } finally {
      await opened.close();
    }
  };
}
