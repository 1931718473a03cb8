import '@tricord/runtime/supported-node';

// Only now: an older Node may not even be able to link the rest.
const { serveAlone } = await import('@tricord/runtime');
const { createSignalwireApp, RecordingCallbacks } = await import('./app.ts');

await serveAlone((runtime) => {
  const { core, accounts, logger, registry: metrics } = runtime;
  const callbacks = new RecordingCallbacks({ accounts, publicUrl: () => runtime.publicUrl });
  const handler = createSignalwireApp({ core, accounts, logger, metrics });
  return [{ handler, deliveries: [callbacks] }];
});
