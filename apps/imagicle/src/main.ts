import { serveAlone } from '@tricord/runtime';
import { createImagicleApp } from './app.ts';

await serveAlone(({ core, accounts, logger, registry: metrics }) => [
  { handler: createImagicleApp({ core, accounts, logger, metrics }) },
]);
