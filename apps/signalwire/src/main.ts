import { serveAlone } from '@tricord/runtime';
import { createSignalwireApp } from './app.ts';

await serveAlone(({ core, accounts, logger, registry: metrics }) => [
  { handler: createSignalwireApp({ core, accounts, logger, metrics }) },
]);
