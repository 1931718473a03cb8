// deploy/prometheus; docs/production.md#watch-it
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { configSchema, openGateway } from '@tricord/gateway';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adapted } from '../support/page-files.ts';

const execute = promisify(execFile);
const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PROMTOOL = fileOf('lab/prometheus/.root/usr/bin/promtool');
const RULES = fileOf('deploy/prometheus/tricord.rules.yml');
const hasPromtool = existsSync(PROMTOOL);
const skipped = hasPromtool ? '' : ' (skipped: run lab/prometheus/install first)';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

test.skipIf(!hasPromtool)(
  `Prometheus accepts the example configuration and the alert rules${skipped}`,
  async () => {
    const { stdout } = await execute(PROMTOOL, [
      'check',
      'config',
      fileOf('deploy/prometheus/prometheus.yml'),
    ]);
    expect(stdout).toContain('is valid prometheus config file syntax');
    expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
  },
);

test.skipIf(!hasPromtool)(`alerts fire when they should, and only then${skipped}`, async () => {
  const tests = await readFile(new URL('alert-rules.yml', import.meta.url), 'utf8');
  const file = join(folder.path, 'alert-rules.yml');
  await writeFile(file, adapted(tests, { '[RULES]': `[${RULES}]` }));
  const { stdout } = await execute(PROMTOOL, ['test', 'rules', file]);
  expect(stdout).toContain('SUCCESS');
});

test.skipIf(!hasPromtool)(`Prometheus parses all metrics${skipped}`, async () => {
  const config = configSchema.parse(testConfig(join(folder.path, 'data')));
  const gateway = await openGateway(config, pino({ level: 'silent' }));
  try {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    const checking = execute(PROMTOOL, ['check', 'metrics']);
    checking.child.stdin?.end(text);
    // It exits with 3 for matters of style, in the metrics of Node as well.
    const { stderr, code } = await checking
      .catch((error: { stderr: string; code: number }) => error)
      .then((result) => ({ code: 0, ...result }));
    expect(stderr.split('\n').filter((line) => /^(tricord|http)_/.test(line))).toEqual([]);
    expect([0, 3]).toContain(code);
  } finally {
    await gateway.close();
  }
});
