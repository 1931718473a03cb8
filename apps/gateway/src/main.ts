import { surviveBrokenPipes } from './cli/broken-pipe.ts';
import { runTricord } from './cli/program.ts';

surviveBrokenPipes(process.stdout, process.stderr);
process.exitCode = await runTricord(process.argv.slice(2), process);
