import {
  describeSession,
  endSession,
  type Recording,
  Replaceable,
  startRecording,
  stopRecording,
} from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { RetentionJob } from './retention-job.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const HOUR = 60 * 60_000;

function jobOf(core: TestCore, maxAgeDays?: number) {
  const registry = new Registry();
  const retention = {
    ...{ lines: [], sessionDays: 3, expectedHours: 2 },
    ...(maxAgeDays === undefined ? {} : { maxAgeDays }),
  };
  const accounts = new Replaceable([{ id: ACME, retention }]);
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const job = new RetentionJob({ ...core, accounts, logger, registry });
  const value = async (name: string) => {
    const metric = await registry.getSingleMetric(name)?.get();
    return metric?.values[0]?.value;
  };
  return { job, logged, value };
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

test('keeps recordings of accounts without retention, and does nothing once closed', async () => {
  const core = createTestCore();
  await store(core);
  const idle = jobOf(core);
  idle.job.start();
  core.clock.advance(25 * HOUR);
  await idle.job.settled();
  await idle.job.close();
  expect(core.clock.pending).toBe(0);
  const { job } = jobOf(core, 1);
  job.start();
  await job.close();
  await job.close();
  core.clock.advance(25 * HOUR);
  await job.settled();
  expect(await kept(core)).toHaveLength(1);
});

const sessionsKept = async (core: TestCore) =>
  (await core.catalog.sessions.list({ accountId: ACME, limit: 10 })).items.map(({ id }) => id);

test('deletes sessions that are over without a recording, and announced ones that never came', async () => {
  const core = createTestCore();
  const recorded = (await store(core)).target;
  if (recorded.kind !== 'session') throw new Error('not of a session');
  const live = await core.liveSession(ACME);
  const over = await core.liveSession(ACME);
  for (const id of [recorded.sessionId, over.id]) {
    await core.catalog.sessions.update(ACME, id, (known) => endSession(known, core.clock.now()));
  }
  const expected = core.ids.uuid();
  await describeSession(core, ACME, expected, {});
  const { job, value } = jobOf(core);
  job.start();
  const hours = async (count: number) => {
    for (let hour = 0; hour < count; hour += 1) {
      core.clock.advance(HOUR);
      await job.settled();
    }
    return new Set(await sessionsKept(core));
  };
  expect(await hours(1)).toEqual(new Set([recorded.sessionId, live.id, over.id, expected]));
  expect(await hours(2)).toEqual(new Set([recorded.sessionId, live.id, over.id]));
  expect(await hours(3 * 24)).toEqual(new Set([recorded.sessionId, live.id]));
  expect(await value('tricord_retention_deleted_sessions_total')).toBe(2);
  await job.close();
});

test('deletes nothing while the time of day has jumped, and says so', async () => {
  const core = createTestCore();
  const { id } = await store(core);
  await describeSession(core, ACME, core.ids.uuid(), {});
  const { job, logged, value } = jobOf(core, 1);
  job.start();
  core.clock.jump(400 * 24 * HOUR);
  core.clock.advance(5 * 60_000);
  await job.settled();
  expect(await kept(core)).toEqual([id]);
  expect(await sessionsKept(core)).toHaveLength(2);
  expect(logged.join()).toContain('the time of day has jumped');
  expect(await value('tricord_retention_held')).toBe(1);
  core.clock.jump(-400 * 24 * HOUR);
  expect(await value('tricord_retention_held')).toBe(0);
  for (let hour = 0; hour < 26; hour += 1) {
    core.clock.advance(HOUR);
    await job.settled();
  }
  expect(await kept(core)).toEqual([]);
  await job.close();
});
