import { serveAlone } from '@tricord/runtime';
import { createSignalwireApp, RecordingCallbacks } from './app.ts';

await serveAlone((runtime) => {
  const { core, accounts, logger, registry: metrics } = runtime;
  const callbacks = new RecordingCallbacks({ accounts, publicUrl: () => runtime.publicUrl });
  const handler = createSignalwireApp({ core, accounts, logger, metrics });
  return [{ handler, deliveries: [callbacks] }];
});
