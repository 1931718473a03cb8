import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Prints the URL of each module of the process to standard error. */
const TRACER = `
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      process.stderr.write('loaded ' + url + '\\n');
      return next(url, context);
    },
  });
`;

/** The files that a command loads. */
async function filesLoadedBy(args: readonly string[]): Promise<readonly string[]> {
  const tracer = `data:text/javascript,${encodeURIComponent(TRACER)}`;
  const options = ['--conditions=tricord-source', '--no-warnings', '--import', tracer];
  const child = spawn(process.execPath, [...options, MAIN, ...args], { env: {} });
  child.stdin.end('a secret');
  child.stdout.resume();
  const [output] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return [...output.matchAll(/^loaded (file:.*)$/gm)].map(([, url = '']) => url);
}

const COMMANDS = [
  ['--help'],
  ['serve', '--help'],
  ['completion', 'bash'],
  ['hash'],
  // Nothing listens there.
  ['status', '--api', 'http://127.0.0.1:1', '--key', 'key'],
  ['webhooks', 'list', '--api', 'http://127.0.0.1:1', '--key', 'key'],
];

test.for(COMMANDS)('%s %s loads no server', async (args) => {
  const files = await filesLoadedBy(args);
  const libraries = files.flatMap((file) => /.*\/node_modules\/([^/]+)/.exec(file)?.[1] ?? []);
  expect(new Set(libraries)).toEqual(new Set(['commander']));
  // A server is a thousand.
  expect(files.length).toBeLessThan(100);
});
