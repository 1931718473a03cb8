import { ManualClock } from '@tricord/testkit';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const LIMIT = { perSecond: 2, burst: 3 };

function setUp() {
  const clock = new ManualClock();
  const metrics = new Registry();
  const limiter = new RateLimiter({ dialect: 'd', clock, metrics });
  const ask = (key = 'a', limit = LIMIT) => limiter.refuse('acme', key, limit);
  return { clock, metrics, limiter, ask };
}

test('allows a burst, then requests at the rate', () => {
  const { clock, ask } = setUp();
  expect([ask(), ask(), ask(), ask()]).toEqual([undefined, undefined, undefined, 1]);
  clock.advance(499);
  expect(ask()).toBe(1);
  clock.advance(1);
  expect([ask(), ask()]).toEqual([undefined, 1]);
  clock.advance(1000);
  expect([ask(), ask(), ask()]).toEqual([undefined, undefined, 1]);
});

test('never holds more than the burst, however long it is idle', () => {
  const { clock, ask } = setUp();
  ask();
  clock.advance(3_600_000);
  expect([ask(), ask(), ask(), ask()]).toEqual([undefined, undefined, undefined, 1]);
});

test('reports how long a slow bucket takes, in whole seconds', () => {
  const { clock, ask } = setUp();
  const slow = { perSecond: 1, burst: 1 };
  expect([ask('s', slow), ask('s', slow)]).toEqual([undefined, 1]);
  clock.advance(1000);
  expect(ask('s', slow)).toBeUndefined();
});

test('separates keys, and allows everything at a rate of 0', () => {
  const { ask } = setUp();
  for (let i = 0; i < 4; i += 1) ask('a');
  expect(ask('b')).toBeUndefined();
  const none = { perSecond: 0, burst: 1 };
  expect(Array.from({ length: 100 }, () => ask('c', none)).filter((s) => s !== undefined)).toEqual(
    [],
  );
});

test('counts what it refuses, also when several share a registry', async () => {
  const { clock, metrics, ask } = setUp();
  for (let i = 0; i < 5; i += 1) ask();
  const other = new RateLimiter({ dialect: 'e', clock, metrics });
  for (let i = 0; i < 4; i += 1) other.refuse('globex', 'g', LIMIT);
  const text = await metrics.metrics();
  expect(text).toContain('http_requests_refused_total{dialect="d",account="acme"} 2');
  expect(text).toContain('http_requests_refused_total{dialect="e",account="globex"} 1');
});
