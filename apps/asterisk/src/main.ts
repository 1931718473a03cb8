import { serveAlone } from '@tricord/runtime';
import { createAsteriskApp } from './app.ts';

await serveAlone(({ core, accounts, logger, registry: metrics, systemId }) => [
  createAsteriskApp({ core, accounts, logger, metrics, systemId }),
]);
