import { readFile } from 'node:fs/promises';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

/** First cells of the page's tables that start with `word`, without labels. */
async function rows(word: string): Promise<readonly string[]> {
  const file = new URL('../../docs/operations.md', import.meta.url);
  const page = await readFile(file, 'utf8');
  return [...page.matchAll(/^\| `(\w+)(?:\{[^`]*\})?` \|/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith(word))
    .sort();
}

test('docs/operations.md lists exactly our own metrics', async () => {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const own = [...text.matchAll(/^# TYPE (tricord_\w+)/gm)].map(([, name]) => name).sort();
  expect(own.length).toBeGreaterThan(5);
  expect(await rows('tricord_')).toEqual(own);
});

test('docs/operations.md lists every check of /readyz', async () => {
  const { checks } = (await (await fetch(`${gateway.url}/readyz`)).json()) as { checks: object };
  const all = await rows('');
  for (const name of Object.keys(checks)) expect(all).toContain(name);
});
