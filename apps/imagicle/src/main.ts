import '@tricord/runtime/supported-node';

// Only now: an older Node may not even be able to link the rest.
const { serveAlone } = await import('@tricord/runtime');
const { imagicle } = await import('./app.ts');

await serveAlone(imagicle);
