import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runTricord } from './program.ts';
import type { Terminal } from './terminal.ts';

async function script(shell: string): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin: new PassThrough(), stdout, stderr, env: {} } as unknown as Terminal;
  expect(await runTricord(['completion', shell], terminal)).toBe(0);
  return String(stdout.read());
}

/** What bash offers after these words, the last of which is being typed. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const typed = ['tricord', ...words].map((word) => `'${word}'`).join(' ');
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `${await script('bash')}COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _tricord; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash completes commands, options and values', async () => {
  expect(await offered('web')).toEqual(['webhooks']);
  expect(await offered('webhooks', '')).toEqual(expect.arrayContaining(['list', 'replay']));
  expect(await offered('webhooks', 'list', '--st')).toEqual(['--state']);
  expect(await offered('webhooks', 'list', '--state', 'd')).toEqual(['delivered', 'dead']);
  expect(await offered('webhooks', '--help', 'list', '--li')).toEqual(['--limit']);
  expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  // Left to the shell, which offers files.
  expect(await offered('serve', '--config', 'tri')).toEqual([]);
});

test.each([
  ['bash', /complete -o default -F _tricord tricord\n$/],
  ['zsh', /bashcompinit\n/],
  [
    'fish',
    /^complete -c tricord -n '__tricord_at "webhooks list"' -l state -x -a 'pending delivered dead' /m,
  ],
])('the script for %s has every command', async (shell, pattern) => {
  const text = await script(shell);
  expect(text).toMatch(pattern);
  for (const word of ['serve', 'audit list', 'directory import']) expect(text).toContain(word);
});

test('another shell is a wrong command line', async () => {
  const stderr = new PassThrough();
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  expect(await runTricord(['completion', 'tcsh'], terminal)).toBe(2);
  expect(String(stderr.read())).toContain('bash, zsh, fish');
});
