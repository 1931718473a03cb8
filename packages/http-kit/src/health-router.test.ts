import { ManualClock } from '@tricord/testkit';
import express from 'express';
import { Counter, Registry } from 'prom-client';
import request from 'supertest';
import { expect, test } from 'vitest';
import type { HealthReport } from './health.ts';
import { createHealthRouter, type HealthDeps } from './health-router.ts';

function health(
  checks: HealthDeps['checks'],
  clock = new ManualClock(),
  registry = new Registry(),
) {
  return express().use(createHealthRouter({ checks, registry, clock }));
}

test('is alive whatever the checks say', async () => {
  const { status, body, headers } = await request(
    health({ catalog: () => ({ failure: 'gone' }) }),
  ).get('/healthz');
  expect([status, body]).toEqual([200, { status: 'ok' }]);
  expect(headers['cache-control']).toBe('no-store');
});

test('is ready when every check passes', async () => {
  const clock = new ManualClock();
  const recorder = async () => ({ numbers: { freeBytes: 7, minFreeBytes: 5 } });
  const app = health({ catalog: () => ({}), recorder }, clock);
  const { status, body } = await request(app).get('/readyz');
  expect([status, body]).toEqual([
    200,
    {
      status: 'ok',
      checks: { catalog: 'ok', recorder: 'ok' },
      numbers: { recorder: { freeBytes: 7, minFreeBytes: 5 } },
    },
  ]);
  expect(clock.pending).toBe(0);
});

test('reports which checks fail, and why, with the numbers', async () => {
  const app = health({
    good: () => ({}),
    thrown: () => {
      throw new Error('broken');
    },
    rejected: () => Promise.reject(new Error('database or disk is full')),
    reported: async () => ({ failure: 'the disk is full', numbers: { freeBytes: 0 } }),
  });
  const { status, body } = await request(app).get('/readyz');
  expect([status, body]).toEqual([
    503,
    {
      status: 'unavailable',
      checks: { good: 'ok', thrown: 'failed', rejected: 'failed', reported: 'failed' },
      reasons: {
        thrown: 'broken',
        rejected: 'database or disk is full',
        reported: 'the disk is full',
      },
      numbers: { reported: { freeBytes: 0 } },
    },
  ]);
});

test('does not wait forever, and runs a hanging check only once', async () => {
  const clock = new ManualClock();
  let calls = 0;
  let finish: (report: HealthReport) => void = () => undefined;
  const hanging = () => {
    calls += 1;
    // The timeout expires as soon as the check has started.
    queueMicrotask(() => clock.advance(3000));
    return new Promise<HealthReport>((resolve) => {
      finish = resolve;
    });
  };
  const app = health({ hanging, ticking: () => Promise.resolve({}) }, clock);
  const first = await request(app).get('/readyz');
  expect([first.status, first.body.reasons.hanging]).toEqual([503, 'no answer within 3000 ms']);
  finish({});
  const second = await request(app).get('/readyz');
  expect(second.body.checks.hanging).toBe('failed');
  expect(calls).toBe(2);
});

test('serves the metrics of the registry', async () => {
  const registry = new Registry();
  new Counter({ name: 'songs_total', help: 'Songs.', registers: [registry] }).inc(3);
  const app = health({}, new ManualClock(), registry);
  const { text, headers } = await request(app).get('/metrics');
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toContain('songs_total 3');
});

test('takes no other methods', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect((await request(health({})).post(path)).text).toContain('method-not-allowed');
  }
});

test('leaves everything else to others', async () => {
  expect((await request(health({})).get('/health')).status).toBe(404);
});
