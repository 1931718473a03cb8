import { globSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type MediaFinding } from '@tricord/core';
import { ACCOUNT_ID, testConfig } from '@tricord/lab';
import { Runtime } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { runCommand } from '../testing/run-command.ts';
import { textReport } from './verify-report.ts';

const GONE = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let runtime: Runtime;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = testConfig(join(folder.path, 'data'));
  file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify(config));
  // The gateway is at work.
  runtime = await Runtime.open(configSchema.parse(config), pino({ level: 'silent' }), []);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function store(n: number, accountId = ACCOUNT_ID): Promise<string> {
  const id = idOf(n);
  const { media, catalog } = runtime.core;
  async function* sound() {
    yield Buffer.alloc(1000, n);
  }
  const stored = await media.write(id, sound());
  await catalog.recordings.insert({
    id,
    accountId,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: idOf(9000) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: n,
    updatedAt: n,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
  });
  return id;
}

async function cut(id: string): Promise<void> {
  const [path = ''] = globSync(join(folder.path, 'data', 'media', '*', '*', id));
  await truncate(path, 10);
}

/** The output and the exit code of the command. */
function verify(...args: string[]) {
  return runCommand(['verify', '--config', file, ...args]);
}

test('0 and one line without findings', async () => {
  for (let n = 1; n <= 3; n += 1) await store(n);
  expect(await verify()).toEqual({
    code: 0,
    out: 'Verified 3 recordings and 3 files of the media store: no findings.\n',
    err: 'looked at 3 of 3 recordings\n',
  });
});

test('1 and a line for each finding', async () => {
  const [whole, short, lost] = [await store(1), await store(2), await store(3, GONE)];
  await cut(short);
  await runtime.core.media.delete(lost);
  expect(await verify()).toEqual({
    code: 1,
    out:
      `truncated  ${short} (acme: call 2): 10 of 1000 bytes\n` +
      `missing  ${lost} (${GONE}: call 3): 1000 bytes are gone\n` +
      'Verified 3 recordings and 2 files of the media store: 2 findings.\n',
    err: 'looked at 3 of 3 recordings\ntricord: 2 findings\n',
  });
  expect((await runtime.core.media.stat(short))?.bytes).toBe(10);
  expect(await runtime.core.media.stat(whole)).toBeDefined();
});

test('--json prints one object per line', async () => {
  await store(1);
  await cut(await store(2));
  const { code, out } = await verify('--json');
  const lines = out.trimEnd().split('\n');
  expect([code, lines.length]).toEqual([1, 2]);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    type: 'finding',
    kind: 'truncated',
    key: idOf(2),
    recording: { id: idOf(2), accountId: ACCOUNT_ID, name: 'call 2' },
    expected: { bytes: 1000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    found: { bytes: 10 },
  });
  expect(JSON.parse(lines[1] ?? '')).toEqual({
    type: 'summary',
    begunAt: expect.stringMatching(/^\d{4}-.*Z$/),
    recordings: 2,
    keys: 2,
    findings: 1,
    complete: true,
  });
});

test('--account verifies only that account, by name or id, even if it is no longer configured', async () => {
  await cut(await store(1));
  await cut(await store(2, GONE));
  for (const [name, id] of [
    ['acme', idOf(1)],
    [ACCOUNT_ID, idOf(1)],
    [GONE, idOf(2)],
  ] as const) {
    const { code, out } = await verify('--account', name);
    expect(code).toBe(1);
    expect(out).toContain(`truncated  ${id}`);
    expect(out).toContain('Verified 1 recording: 1 finding.');
  }
});

test('2 when it could not run', async () => {
  expect(await verify('--account', 'nobody')).toMatchObject({
    code: 2,
    err: 'tricord: no account is called nobody; there are: acme\n',
  });
  expect((await verify('--nonsense')).code).toBe(2);
  expect((await verify('--config', join(folder.path, 'none.yaml'))).code).toBe(2);
  await writeFile(file, JSON.stringify(testConfig(join(folder.path, 'elsewhere'))));
  const { code, err } = await verify();
  expect(code).toBe(2);
  expect(err).toMatch(/^tricord: Cannot open the catalog [^\n]+\n$/);
  expect((await verify('--help')).code).toBe(0);
});

test.each<[MediaFinding, string]>([
  [{ kind: 'orphaned', key: 'k', found: { bytes: 5 } }, 'orphaned  k: 5 bytes of no recording'],
  [{ kind: 'unreadable', key: 'k', cause: 'EIO' }, 'unreadable  k: EIO'],
  [
    { kind: 'changed', key: 'k', expected: { bytes: 5, sha256: 'ab' }, found: { bytes: 7 } },
    'changed  k: 7 bytes, recorded 5',
  ],
  [
    {
      ...{ kind: 'changed', key: 'k', expected: { bytes: 5, sha256: 'ab' } },
      found: { bytes: 5, sha256: 'cd' },
    },
    'changed  k: SHA-256 cd, recorded ab',
  ],
])('a finding is a line: %j', (finding, line) => {
  expect(textReport(() => 'acme').finding(finding)).toBe(line);
});
