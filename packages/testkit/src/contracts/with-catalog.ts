import type { Catalog } from '@tricord/core';

/** A catalog under test; `close` also removes its resources. */
export interface OpenedCatalog {
  readonly catalog: Catalog;
  close(): Promise<void>;
}

/** Wraps a test so that it gets an empty catalog, which is closed afterwards. */
export type WithCatalog = (run: (catalog: Catalog) => Promise<void>) => () => Promise<void>;

/** Opens a catalog for each test, and closes it afterwards even if the test fails. */
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
