import { type Recording, startRecording, stopRecording } from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { RetentionJob } from './retention-job.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const HOUR = 60 * 60_000;

function jobOf(core: TestCore, maxAgeDays?: number) {
  const registry = new Registry();
  const retention = { lines: [], ...(maxAgeDays === undefined ? {} : { maxAgeDays }) };
  const accounts = [{ id: ACME, retention }];
  const logger = pino({ level: 'silent' });
  const job = new RetentionJob({ ...core, accounts, logger, registry });
  const value = async (name: string) => {
    const metric = await registry.getSingleMetric(name)?.get();
    return metric?.values[0]?.value;
  };
  return { job, value };
}

async function store(core: TestCore): Promise<Recording> {
  const { id: sessionId } = await core.liveSession(ACME);
  const origin = { via: 'test' };
  const { id } = await startRecording(core, { accountId: ACME, target: { sessionId }, origin });
  core.clock.advance(1000);
  return (await stopRecording(core, ACME, { id })).recording;
}

const kept = async (core: TestCore) =>
  (await core.catalog.recordings.list({ accountId: ACME, limit: 10 })).items.map(({ id }) => id);

test('runs five minutes after the start and an hour after each run, and counts deletions', async () => {
  const core = createTestCore();
  const { id } = await store(core);
  const { job, value } = jobOf(core, 1);
  job.start();
  core.clock.advance(5 * 60_000);
  await job.settled();
  expect(await kept(core)).toEqual([id]);
  for (let hour = 1; hour <= 24; hour += 1) {
    expect(await kept(core)).toEqual([id]);
    core.clock.advance(HOUR);
    await job.settled();
  }
  expect(await kept(core)).toEqual([]);
  expect(await value('tricord_retention_deleted_total')).toBe(1);
  expect(await value('tricord_retention_deleted_bytes_total')).toBe(16_044);
  expect(await value('tricord_retention_failed_total')).toBe(0);
  await job.close();
  expect(core.clock.pending).toBe(0);
});

test('retries failed deletions', async () => {
  const core = createTestCore();
  await store(core);
  core.clock.advance(25 * HOUR);
  const { job, value } = jobOf(core, 1);
  job.start();
  core.catalog.audit.full = true;
  core.clock.advance(5 * 60_000);
  await job.settled();
  expect(await value('tricord_retention_failed_total')).toBe(1);
  expect(await kept(core)).toHaveLength(1);
  core.catalog.audit.full = false;
  core.clock.advance(HOUR);
  await job.settled();
  expect(await kept(core)).toEqual([]);
  await job.close();
});

test('continues after the catalog could not be read', async () => {
  const core = createTestCore();
  const { aged } = core.catalog.recordings;
  const { job } = jobOf(core, 1);
  job.start();
  core.catalog.recordings.aged = () => Promise.reject(new Error('unreadable'));
  core.clock.advance(5 * 60_000);
  await job.settled();
  core.catalog.recordings.aged = aged;
  await store(core);
  core.clock.advance(25 * HOUR);
  await job.settled();
  core.clock.advance(HOUR);
  await job.settled();
  expect(await kept(core)).toEqual([]);
  await job.close();
});

test('does nothing for accounts without retention, and nothing once closed', async () => {
  const core = createTestCore();
  const idle = jobOf(core);
  idle.job.start();
  expect(core.clock.pending).toBe(0);
  await idle.job.close();
  await store(core);
  core.clock.advance(25 * HOUR);
  const { job } = jobOf(core, 1);
  job.start();
  await job.close();
  await job.close();
  core.clock.advance(25 * HOUR);
  await job.settled();
  expect(await kept(core)).toHaveLength(1);
});
