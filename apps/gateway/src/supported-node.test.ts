import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** Each file of the repository that may be run by `node`. */
const PROGRAMS = [
  'apps/gateway/bin/tricord.cjs',
  'apps/gateway/dist/main.js',
  'apps/gateway/dist/demo/main.js',
  'apps/asterisk/dist/main.js',
  'apps/imagicle/dist/main.js',
  'apps/native/dist/main.js',
  'apps/signalwire/dist/main.js',
  'packages/bench/dist/main.js',
];
const root = new URL('../../../', import.meta.url);

/** Loaded before a program: pretends to be another Node version, and reports when native code is loaded. */
const PRETENSE = `
const versions = { ...process.versions, node: process.env.PRETENDED_NODE };
Object.defineProperty(process, 'versions', { value: versions });
const { dlopen } = process;
process.dlopen = (...args) => {
  process.stderr.write('native code is loaded\\n');
  return dlopen.apply(process, args);
};
`;

let folder: TemporaryFolder;
let running: TricordProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder.path, 'pretense.cjs'), PRETENSE);
});
afterEach(async () => {
  await running?.close();
  await folder.close();
});

function start(program: string, node: string, ...args: string[]): TricordProcess {
  running = new TricordProcess(args, {
    cwd: folder.path,
    program: fileURLToPath(new URL(program, root)),
    env: { NODE_OPTIONS: `--require=${join(folder.path, 'pretense.cjs')}`, PRETENDED_NODE: node },
  });
  return running;
}

/** The oldest major version that package.json allows. */
async function oldest(): Promise<number> {
  const { engines } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  return Number(/^>=(\d+)$/.exec(engines.node)?.[1]);
}

test.each(PROGRAMS)('%s exits on an older Node, with one line', async (program) => {
  const supported = await oldest();
  const process = start(program, `${supported - 1}.99.0`, 'serve');
  expect([await process.exited, process.stdout, process.stderr]).toEqual([
    2,
    '',
    `Tricord needs Node ${supported} or newer; this is ${supported - 1}.99.0 (${globalThis.process.execPath})\n`,
  ]);
});

test('tricord runs on the oldest supported Node', async () => {
  const process = start('apps/gateway/bin/tricord.cjs', `${await oldest()}.0.0`, '--help');
  expect(await process.exited).toBe(0);
  expect(process.stdout).toContain('tricord');
});

test('a process that is started by a test runs on the Node of the test', async () => {
  await writeFile(join(folder.path, 'version.cjs'), 'process.stdout.write(process.version)');
  running = new TricordProcess([], {
    cwd: folder.path,
    program: join(folder.path, 'version.cjs'),
  });
  expect([await running.exited, running.stdout]).toEqual([0, process.version]);
});
