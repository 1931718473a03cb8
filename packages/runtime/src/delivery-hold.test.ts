import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ManualClock, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryHold } from './delivery-hold.ts';
import { type Restoration, readRestoration, writeRestoration } from './restoration.ts';
import { Runtime } from './runtime.ts';
import { configSchema } from './testing/neutral-config.ts';

const RESTORED: Restoration = {
  version: 1,
  snapshot: '2027-01-01T00-00-00.000Z',
  takenAt: '2027-01-01T00:00:00.000Z',
  restoredAt: '2027-01-02T00:00:00.000Z',
  isComplete: true,
  deliveries: 'held',
};
const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
let clock: ManualClock;
let registry: Registry;
let releases: (number | undefined)[];
let hold: DeliveryHold;
beforeEach(async () => {
  folder = await temporaryFolder();
  clock = new ManualClock();
  registry = new Registry();
  releases = [];
});
afterEach(async () => {
  hold?.close();
  await folder.close();
});

async function open(): Promise<DeliveryHold> {
  const outbox = {
    release: async (before?: number) => {
      releases.push(before);
      return 0;
    },
  };
  const dataDir = folder.path;
  hold = await DeliveryHold.open({ dataDir, outbox, clock, registry, logger: LOGGER });
  return hold;
}

/** Lets the hold look once. */
async function look(): Promise<void> {
  clock.advance(1000);
  await hold.looked;
}

const write = (change: Partial<Restoration> = {}) =>
  writeRestoration(folder.path, { ...RESTORED, ...change });

test('nothing is held in a folder that was not restored, or was released', async () => {
  expect((await open()).isHeld).toBe(false);
  await write({ deliveries: 'released' });
  registry.clear();
  expect((await open()).isHeld).toBe(false);
  await look();
  expect(releases).toEqual([]);
});

test('a restored folder holds deliveries until they are released, which is remembered', async () => {
  await write();
  expect((await open()).isHeld).toBe(true);
  expect(await registry.metrics()).toContain('tricord_deliveries_held 1');
  expect(await registry.metrics()).toContain(
    'Whether deliveries (callbacks, webhooks, mail) are held',
  );
  await look();
  expect(releases).toEqual([]);
  await write({ deliveries: 'release' });
  await look();
  expect(releases).toEqual([undefined]);
  expect(await registry.metrics()).toContain('tricord_deliveries_held 0');
  expect(await readRestoration(folder.path)).toEqual({ ...RESTORED, deliveries: 'released' });
  expect(await readdir(folder.path)).toEqual(['restored.json']);
});

test('those about recordings from before the restore can be dropped, also before the start', async () => {
  await write({ deliveries: 'drop' });
  await open();
  await look();
  expect(releases).toEqual([Date.UTC(2027, 0, 2)]);
});

test('a folder whose restore was interrupted is not served', async () => {
  const dataDir = join(folder.path, 'data');
  const account = { id: '720796a0-8ee9-4350-83bd-2d07a3121f1e', name: 'acme' };
  const config = configSchema.parse({ dataDir, http: { port: 0 }, accounts: [account] });
  await (await Runtime.open(config, LOGGER, [])).close();
  await writeRestoration(dataDir, { ...RESTORED, isComplete: false });
  await expect(Runtime.open(config, LOGGER, [])).rejects.toThrow(
    `restoring ${dataDir} was interrupted: run the same tricord restore again`,
  );
  await writeRestoration(dataDir, RESTORED);
  const runtime = await Runtime.open(config, LOGGER, []);
  expect(runtime.deliveriesAreHeld).toBe(true);
  await runtime.close();
});
