import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readSecret } from './read-secret.ts';
import type { Terminal } from './terminal.ts';

/** A terminal for tests to type at. */
function keyboard() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = new PassThrough();
  const stdout = new PassThrough();
  const shown = () => String(stderr.read() ?? '') + String(stdout.read() ?? '');
  const terminal = { stdin, stdout, stderr, env: {} } as unknown as Terminal;
  /** Types once there is a prompt. */
  const type = async (text: string) => {
    await new Promise((resolve) => stderr.once('readable', resolve));
    stdin.write(text);
    return shown();
  };
  return { terminal, type, shown };
}

test('asks twice, without echo', async () => {
  const { terminal, type, shown } = keyboard();
  const secret = readSecret(terminal);
  expect(await type('hunter2\r')).toBe('Secret: ');
  const second = await type('hunter2\r');
  expect(await secret).toBe('hunter2');
  expect(`${second}${shown()}`).not.toContain('hunter');
});

test('two different secrets are rejected', async () => {
  const { terminal, type } = keyboard();
  const secret = readSecret(terminal);
  const refused = expect(secret).rejects.toThrow('the two secrets are not the same');
  await type('hunter2\r');
  await type('hunter3\r');
  await refused;
});

test('Ctrl-C and the end of input count as no secret', async () => {
  for (const key of ['\u0003', '\u0004']) {
    const { terminal, type } = keyboard();
    const refused = expect(readSecret(terminal)).rejects.toThrow('no secret was given');
    await type(key);
    await refused;
  }
});
