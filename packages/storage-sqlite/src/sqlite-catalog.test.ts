import { join } from 'node:path';
import { temporaryFolder } from '@tricord/testkit';
import { describeCatalogContract } from '@tricord/testkit/contracts';
import { SqliteCatalog } from './sqlite-catalog.ts';

describeCatalogContract('SqliteCatalog', async () => {
  const folder = await temporaryFolder();
  const catalog = await SqliteCatalog.open({ path: join(folder.path, 'catalog.db') });
  return {
    catalog,
    close: async () => {
      await catalog.close();
      await folder.close();
    },
  };
});
