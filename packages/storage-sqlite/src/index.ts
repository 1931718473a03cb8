export { CatalogUnusableError } from './catalog-unusable-error.ts';
export { SqliteCatalog, type SqliteCatalogOptions } from './sqlite-catalog.ts';
