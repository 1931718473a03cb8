export { describeCatalogContract, type OpenedCatalog } from './catalog-contract.ts';
export {
  describeMediaStoreContract,
  type MediaStoreTraits,
  type OpenedMediaStore,
} from './media-store-contract.ts';
