import '@tricord/runtime/supported-node';

// Imported after the check: an older Node may fail to link the rest.
const { serveAlone } = await import('@tricord/runtime');
const { imagicle } = await import('./app.ts');

await serveAlone(imagicle);
