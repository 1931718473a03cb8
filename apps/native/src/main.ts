import '@tricord/runtime/supported-node';

// Only now: an older Node may not even be able to link the rest.
const { serveAlone } = await import('@tricord/runtime');
const { createNativeApp, recordingWebhooks } = await import('./app.ts');

await serveAlone((runtime) => {
  const { core, accounts, logger, registry: metrics } = runtime;
  const handler = createNativeApp({
    ...{ core, accounts, logger, metrics },
    dial: (...call) => runtime.dial(...call),
    wakeDeliveries: () => runtime.wakeDeliveries(),
  });
  return [{ handler, deliveries: [recordingWebhooks(runtime.webhookEndpoints)] }];
});
