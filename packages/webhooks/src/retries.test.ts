import type { DeliveryAnswer } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { Retries } from './retries.ts';

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const OPTIONS = { maxAttempts: 5, firstRetryMs: 1000, maxRetryMs: 3000 };
const retries = new Retries(OPTIONS, () => 0.5);
const status = (code: number, retryAfter?: string): DeliveryAnswer => ({
  type: 'status',
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const failed = (refused: boolean): DeliveryAnswer => ({ type: 'error', message: 'no', refused });
const waitMs = (attempts: number, answer: DeliveryAnswer, judge = retries) =>
  (judge.judge({ attempts }, answer, AT).nextAttemptAt ?? AT) - AT;

test.each([200, 201, 204, 299])('%i: delivered', (code) => {
  expect(retries.judge({ attempts: 3 }, status(code), AT)).toEqual({
    state: 'delivered',
    at: AT,
    status: code,
  });
});

test.each([301, 302, 400, 401, 404, 408, 429, 500, 503])('%i: retried', (code) => {
  const outcome = retries.judge({ attempts: 0 }, status(code), AT);
  expect(outcome).toMatchObject({ state: 'pending', status: code, nextAttemptAt: AT + 1000 });
  expect(outcome.error).toContain(`It answered ${code}`);
});

test('410, or an address that is not allowed: dead at once', () => {
  expect(retries.judge({ attempts: 0 }, status(410), AT)).toMatchObject({ state: 'dead' });
  expect(retries.judge({ attempts: 0 }, failed(true), AT)).toEqual({
    state: 'dead',
    at: AT,
    error: 'no',
  });
});

test('each wait is twice as long as the previous one, up to the maximum; then the delivery is dead', () => {
  const waits = [0, 1, 2, 3].map((attempts) => waitMs(attempts, failed(false)));
  expect(waits).toEqual([1000, 2000, 3000, 3000]);
  expect(retries.judge({ attempts: 4 }, failed(false), AT)).toMatchObject({ state: 'dead' });
});

test('waits have a jitter of 20% in both directions', () => {
  expect(waitMs(0, failed(false), new Retries(OPTIONS, () => 0))).toBe(800);
  expect(waitMs(0, failed(false), new Retries(OPTIONS, () => 1))).toBe(1200);
});

describe('Retry-After', () => {
  test.each([
    ['2', 2000],
    ['0', 1000],
    ['999999', 3000],
    [new Date(AT + 2000).toUTCString(), 2000],
    [new Date(AT - 9000).toUTCString(), 1000],
    ['soon', 1000],
    ['', 1000],
    ['-5', 1000],
  ])('%p', (retryAfter, expected) => {
    expect(waitMs(0, status(503, retryAfter))).toBe(expected);
  });
});
