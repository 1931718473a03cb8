export { describeCatalogContract, type OpenedCatalog } from './catalog-contract.ts';
