import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runTricord } from './program.ts';
import type { Terminal } from './terminal.ts';

let server: Server;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((req, res) => {
    asked.push(req.url ?? '');
    const { searchParams } = new URL(req.url ?? '', 'http://gateway');
    const page = PAGES[Number(searchParams.get('after') ?? 0)];
    res.setHeader('content-type', 'application/json').end(JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const recording = (id: string, more: object = {}) => ({
  id,
  name: `call ${id}`,
  state: 'done',
  call: { line: { directoryNumber: '101' } },
  createdAt: '2026-01-02T03:04:05.000Z',
  ...more,
});

/** A page may be empty, and have a next one. */
const PAGES = [
  { count: 3, bytes: 480, recordings: [recording('a', { media: { bytes: 160 } })], next: '1' },
  { recordings: [], next: '2' },
  { recordings: [recording('b'), recording('c', { startedAt: '2026-01-01T00:00:00.000Z' })] },
];

async function preview(...args: string[]) {
  const { port } = server.address() as AddressInfo;
  const stdout = new PassThrough();
  const streams = { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  const api = ['--api', `http://127.0.0.1:${port}`, '--key', 'secret'];
  const code = await runTricord(['retention', 'preview', ...api, ...args], terminal);
  return { code, lines: String(stdout.read() ?? '').split('\n') };
}

test('lists what would be deleted, from all pages, with a total', async () => {
  expect(await preview()).toEqual({
    code: 0,
    lines: [
      'a  2026-01-02T03:04:05.000Z  done  101  -  160 bytes  call a',
      'b  2026-01-02T03:04:05.000Z  done  101  -  0 bytes  call b',
      'c  2026-01-01T00:00:00.000Z  done  101  -  0 bytes  call c',
      '3 recordings with 480 bytes of audio would be deleted.',
      '',
    ],
  });
  expect(asked).toHaveLength(3);
});

test('lists at most the requested number', async () => {
  const { lines } = await preview('--limit', '1');
  expect(lines).toHaveLength(3);
  expect(asked).toEqual(['/api/v1/retention/preview?limit=1']);
});
