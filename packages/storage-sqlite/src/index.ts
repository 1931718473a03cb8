export { CatalogUnusableError } from './database/catalog-unusable-error.ts';
export { openAuditReader } from './open-audit-reader.ts';
export { openInventoryReader } from './open-inventory-reader.ts';
export type { AuditReader } from './sqlite-audit.ts';
export { SqliteCatalog, type SqliteCatalogOptions } from './sqlite-catalog.ts';
