import { ManualClock, MemoryMediaStore } from '@tricord/testkit';
import { beforeEach, expect, test } from 'vitest';
import { ChecksumQueue } from './checksum-queue.ts';

const STAT = { bytes: 3, modifiedAt: 1 };

let media: MemoryMediaStore;
let clock: ManualClock;
let queue: ChecksumQueue;
/** The results of checks, by key. */
let reported: string[];
beforeEach(() => {
  media = new MemoryMediaStore();
  clock = new ManualClock();
  queue = new ChecksumQueue({ media, clock });
  reported = [];
});

/** @param good whether the checksum matches. */
function add(key: string, { stat = STAT, good = true } = {}): void {
  queue.add({
    key,
    stat,
    onRead: async (found) => {
      reported.push(`${key} ${found?.bytes}`);
      return good;
    },
    onFailure: (error) => reported.push(`${key} ${String(error)}`),
  });
}

function put(...keys: string[]): void {
  for (const key of keys) media.put(key, Buffer.from('abc'));
}

/** Advances the clock until the queue is empty. */
async function settled(): Promise<void> {
  let busy = true;
  void queue.settled().then(() => {
    busy = false;
  });
  await new Promise(setImmediate);
  while (busy) {
    clock.advance(20);
    await new Promise(setImmediate);
  }
}

test('checks intact bytes once, and again when they have changed', async () => {
  put('a');
  for (const stat of [STAT, STAT, { bytes: 3, modifiedAt: 2 }, { bytes: 4, modifiedAt: 2 }]) {
    add('a', { stat });
    await settled();
  }
  expect(reported).toHaveLength(3);
});

test('checks damaged bytes again after a minute, and at once after forget()', async () => {
  put('a');
  for (const waitMs of [0, 59_000, 1000]) {
    clock.advance(waitMs);
    add('a', { good: false });
    await settled();
  }
  expect(reported).toHaveLength(2);
  expect(queue.foundBad('a', STAT)).toBe(true);
  expect(queue.foundBad('a', { bytes: 3, modifiedAt: 2 })).toBe(false);
  queue.forget('a');
  add('a');
  await settled();
  expect(reported).toHaveLength(3);
  expect(queue.foundBad('a', STAT)).toBe(false);
});

test('reads one file at a time, with a pause after each chunk', async () => {
  put('a', 'b');
  for (const key of ['a', 'a', 'b']) add(key);
  await new Promise(setImmediate);
  expect(clock.pending).toBe(1);
  clock.advance(19);
  await new Promise(setImmediate);
  expect(reported).toEqual([]);
  clock.advance(1);
  await new Promise(setImmediate);
  expect(reported).toEqual(['a 3']);
  expect(clock.pending).toBe(1);
  await settled();
  expect(reported).toEqual(['a 3', 'b 3']);
});

test('processes additions during a check and after the queue was empty', async () => {
  put('a', 'b', 'c');
  add('a');
  await new Promise(setImmediate);
  add('b');
  await settled();
  add('c');
  await settled();
  expect(reported).toEqual(['a 3', 'b 3', 'c 3']);
});

test('queues at most a thousand checks', async () => {
  const keys = Array.from({ length: 1500 }, (_, n) => `key-${n}`);
  put(...keys);
  for (const key of keys) add(key);
  await settled();
  // The first one was not queued.
  expect(reported).toHaveLength(1001);
});

test('reports missing and unreadable bytes, and checks the latter again after a minute', async () => {
  add('a');
  await settled();
  media.read = () => Promise.reject(new Error('EIO'));
  for (const waitMs of [0, 59_000, 1000]) {
    clock.advance(waitMs);
    add('b');
    await settled();
  }
  expect(reported).toEqual(['a undefined', 'b Error: EIO', 'b Error: EIO']);
});

test('aborts everything when it closes', async () => {
  put('a', 'b');
  add('a');
  add('b');
  await new Promise(setImmediate);
  await queue.close();
  await queue.close();
  add('c');
  await settled();
  expect(reported).toEqual([]);
  expect(clock.pending).toBe(0);
});
