export { describeCatalogContract } from './catalog-contract.ts';
export { describeMediaStoreContract } from './media-store-contract.ts';
export type { OpenedCatalog } from './with-catalog.ts';
export type { MediaStoreTraits, OpenedMediaStore } from './with-media-store.ts';
