import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
  const tls = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') };
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], { keyType: 'ec' });
  await writeFile(tls.cert, made.cert);
  await writeFile(tls.key, made.private);
  const config = configSchema.parse(
    testConfig(join(folder.path, 'data'), { http: { port: 0, tls }, ops: { port: 0 } }),
  );
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

/** The names in the first cells of the page's tables, with their labels. */
async function rows(): Promise<ReadonlyMap<string, readonly string[]>> {
  const file = new URL('../../docs/operations.md', import.meta.url);
  const page = await readFile(file, 'utf8');
  const cells = page.matchAll(/^\| `(\w+)(?:\{([^`]*)\})?` \|/gm);
  return new Map([...cells].map(([, name = '', labels = '']) => [name, labels.split(',').sort()]));
}

test('docs/operations.md lists exactly our own metrics, with their labels', async () => {
  const text = await (await fetch(`${gateway.opsUrl}/metrics`)).text();
  const own = [...text.matchAll(/^# TYPE ((?:tricord|http)_\w+)/gm)].map(([, name = '']) => name);
  expect(own.length).toBeGreaterThan(40);
  const documented = await rows();
  const named = [...documented.keys()].filter((name) => /^(tricord|http)_/.test(name));
  expect(named.sort()).toEqual(own.sort());
  for (const [, name = '', labels = ''] of text.matchAll(
    /^(tricord_\w+|http_\w+_total)(?:\{(.*)\})? /gm,
  )) {
    const shown = [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
    expect([name, documented.get(name)]).toEqual([name, shown.length > 0 ? shown.sort() : ['']]);
  }
});

test('docs/operations.md lists every check of /readyz', async () => {
  const { checks } = (await (await fetch(`${gateway.opsUrl}/readyz`)).json()) as { checks: object };
  const all = await rows();
  for (const name of Object.keys(checks)) expect([...all.keys()]).toContain(name);
});
