import { MemoryCatalog } from '../index.ts';
import { describeCatalogContract } from './catalog-contract.ts';

describeCatalogContract('MemoryCatalog', () => {
  const catalog = new MemoryCatalog();
  return Promise.resolve({ catalog, close: () => catalog.close() });
});
