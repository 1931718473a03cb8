import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { whyUnavailable } from './lab/src/asterisk/installation.ts';

const noAsterisk = whyUnavailable();
if (noAsterisk !== undefined && process.argv.includes('interop')) {
  process.stderr.write(`There is no Asterisk to test against: ${noAsterisk}\n`);
}

/** Tests of the command line that start `tricord`. */
const COMMAND_LINE = 'apps/gateway/src/cli/{call,commands,directory,repair,serve}.test.ts';
const INTEROP = 'tests/interop/**/*.interop.test.ts';

// Node keeps the compiled code of modules there, for the workers and for each `tricord` that a test starts: loading
// modules is most of the CPU time of a short process. It checks that a module is unchanged.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('node_modules/.cache/compiled', import.meta.url),
);

/**
 * Node itself loads the tests and what they test, from the sources: the `tricord-source` export condition
 * skips the build.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    execArgv: ['--conditions=tricord-source', '--disable-warning=ExperimentalWarning'],
    experimental: { viteModuleRunner: false },
    // For tests that hang; none is measured by it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A core each.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'tests/interop/**/*.test.ts',
            'tools/*/*.test.ts',
          ],
          exclude: ['**/node_modules/**', COMMAND_LINE, INTEROP],
          // Nothing is kept in modules, so that they need to be loaded only once a worker.
          isolate: false,
        },
      },
      // Whole processes and real connections; each file in a process of its own.
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/contact-center/**/*.test.ts', COMMAND_LINE],
        },
      },
      // Attacks from outside, with their counts; each file in a process of its own.
      { extends: true, test: { name: 'security', include: ['tests/security/**/*.test.ts'] } },
      // Gateways that are killed, and disks that are full.
      { extends: true, test: { name: 'crash', include: ['tests/crash/**/*.test.ts'] } },
      // The package, the unit, the proxies and the alerts that production.md describes; needs a registry and Debian's packages.
      {
        extends: true,
        test: { name: 'deploy', include: ['tests/deploy/**/*.test.ts'], fileParallelism: false },
      },
      {
        extends: true,
        // A real Asterisk (lab/asterisk) plays and is recorded in real time, one file after the other: what is
        // measured should not compete with itself.
        test: { name: 'interop', include: [INTEROP], fileParallelism: false },
      },
    ],
  },
});
