export { openAuditReader } from './audit/open-audit-reader.ts';
export type { AuditReader } from './audit/sqlite-audit.ts';
export { type CopyCatalogOptions, copyCatalog } from './backup/copy-catalog.ts';
export { type CatalogSnapshot, openSnapshotReader } from './backup/open-snapshot-reader.ts';
export { CatalogUnusableError } from './database/catalog-unusable-error.ts';
export { openAgedReader } from './recordings/open-aged-reader.ts';
export { openInventoryReader } from './recordings/open-inventory-reader.ts';
export { SqliteCatalog, type SqliteCatalogOptions } from './sqlite-catalog.ts';
