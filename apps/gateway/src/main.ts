import '@tricord/runtime/supported-node';

// Imported after the check: an older Node may fail to link the rest.
const { surviveBrokenPipes } = await import('./cli/broken-pipe.ts');
const { runTricord } = await import('./cli/program.ts');

surviveBrokenPipes(process.stdout, process.stderr);
process.exitCode = await runTricord(process.argv.slice(2), process);
