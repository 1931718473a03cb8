import { readFile } from 'node:fs/promises';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConfigInput, configSchema } from './config.ts';
import { type Gateway, openGateway } from './gateway.ts';

const BASES = [
  ['native', '/api/v1'],
  ['asterisk', '/ari'],
  ['signalwire', '/api/laml/2010-04-01'],
  ['signalwire', '/2010-04-01'],
  ['imagicle', '/fw/Apps/Recorder/WebAPI'],
] as const;

let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

async function open(changes: Partial<ConfigInput> = {}): Promise<void> {
  const config = configSchema.parse(testConfig(folder.path, changes));
  gateway = await openGateway(config, pino({ level: 'silent' }));
}

/** The URLs that a page has its browser load. */
function loadedBy(html: string): string[] {
  return [...html.matchAll(/(?:src|href|data-document)="([^"]+)"/g)].map(([, url = '']) => url);
}

test('every API serves its document below each of its bases, without credentials', async () => {
  await open();
  for (const [app, base] of BASES) {
    const response = await fetch(`${gateway.url}${base}/openapi.yaml`);
    expect([base, response.status]).toEqual([base, 200]);
    expect(response.headers.get('content-type')).toMatch(/^application\/yaml\b/);
    const file = new URL(`../../${app}/openapi.yaml`, import.meta.url);
    expect(await response.text()).toBe(await readFile(file, 'utf8'));
    const posted = await fetch(`${gateway.url}${base}/openapi.yaml`, { method: 'POST' });
    expect(posted.status).toBeGreaterThanOrEqual(400);
  }
});

test('/docs lists the APIs, and whatever its pages load comes from the gateway', async () => {
  await open();
  const list = await (await fetch(`${gateway.url}/docs`)).text();
  for (const name of new Set(BASES.map(([app]) => app))) expect(list).toContain(`/docs/${name}"`);

  const seen = new Set(['/docs']);
  for (const path of seen) {
    const response = await fetch(gateway.url + path);
    expect([path, response.status]).toEqual([path, 200]);
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('text/html')) continue;
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toMatch(/https?:/);
    for (const url of loadedBy(await response.text())) {
      expect(url).toMatch(/^\/docs|^data:,$/);
      if (url.startsWith('/')) seen.add(url);
    }
  }
  expect([...seen].filter((path) => path.endsWith('openapi.yaml'))).toHaveLength(4);
  expect(seen).toContain('/docs/assets/swagger-ui-bundle.js');
  expect((await fetch(`${gateway.url}/docs/assets/nothing.js`)).status).toBe(404);
  expect((await fetch(`${gateway.url}/docs/nobody`)).status).toBe(404);
});

test('with `ops`, the reference is there and nowhere else', async () => {
  await open({ ops: { port: 0 } });
  for (const path of ['/docs', '/docs/native', '/docs/native/openapi.yaml']) {
    expect([path, (await fetch(gateway.opsUrl + path)).status]).toEqual([path, 200]);
    expect([path, (await fetch(gateway.url + path)).status]).toEqual([path, 404]);
  }
  expect((await fetch(`${gateway.url}/api/v1/openapi.yaml`)).status).toBe(200);
});
