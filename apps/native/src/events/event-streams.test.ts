import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createTestCore, type TestCore } from '@tricord/testkit';
import type { Response } from 'express';
import { beforeEach, expect, test } from 'vitest';
import { EventStreams } from './event-streams.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

/** A response whose client reads on demand. */
class TestResponse extends Writable {
  text = '';
  #read: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 10 });
  }

  type(): this {
    return this;
  }

  set(): this {
    return this;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.#read = done;
  }

  /** Lets the client read whatever is sent until nothing more comes. */
  async readAll(): Promise<void> {
    for (let idle = 0; idle < 20; idle += 1) {
      if (this.#read !== undefined) idle = 0;
      const read = this.#read;
      this.#read = undefined;
      read?.();
      await nextTurn();
    }
  }
}

let core: TestCore;
let streams: EventStreams;
let counted: { open: number; cutOff: number };
beforeEach(() => {
  core = createTestCore();
  counted = { open: 0, cutOff: 0 };
  streams = new EventStreams({
    opened: () => (counted.open += 1),
    closed: () => (counted.open -= 1),
    cutOff: () => (counted.cutOff += 1),
  });
});

function follow(): { res: TestResponse; over: Promise<void> } {
  const res = new TestResponse();
  const principal = { accountId: ACME, role: 'viewer' } as const;
  const subscription = { principal, isValid: () => true, filter: {} };
  return { res, over: streams.follow(res as unknown as Response, core, subscription) };
}

test('a client that does not read for 30 seconds is disconnected, and uses no memory until then', async () => {
  const { res, over } = follow();
  await nextTurn();
  for (let n = 0; n < 100; n += 1) await core.liveSession(ACME);
  await nextTurn();
  core.clock.advance(29_999);
  expect([res.destroyed, counted.cutOff]).toEqual([false, 0]);
  expect(res.writableLength).toBeLessThan(2000);
  core.clock.advance(1);
  await over;
  expect([res.destroyed, counted]).toEqual([true, { open: 0, cutOff: 1 }]);
  expect(core.clock.pending).toBe(0);
});

test('a client that reads slowly receives all events', async () => {
  const { res, over } = follow();
  await nextTurn();
  for (let n = 0; n < 50; n += 1) {
    await core.liveSession(ACME);
    core.clock.advance(20_000);
    await res.readAll();
  }
  expect(res.text.match(/^event: session.started$/gm)).toHaveLength(50);
  expect(counted).toEqual({ open: 1, cutOff: 0 });
  res.destroy();
  await over;
});

test('a client with too many queued unkept events is disconnected at once', async () => {
  const { res, over } = follow();
  await nextTurn();
  for (let n = 0; n < 1010; n += 1) await core.liveSession(ACME);
  await over;
  expect([res.destroyed, counted]).toEqual([true, { open: 0, cutOff: 1 }]);
});

test('closing sends pending events, ends the streams, and accepts no new ones', async () => {
  const { res, over } = follow();
  await nextTurn();
  await core.liveSession(ACME);
  const closed = streams.close();
  await res.readAll();
  await closed;
  await res.readAll();
  await over;
  expect(res.text).toMatch(/event: session.started\n.*\n\n$/);
  expect([res.writableFinished, counted.open, core.clock.pending]).toEqual([true, 0, 0]);
  await expect(follow().over).rejects.toMatchObject({ code: 'recorder-draining' });
  await streams.close();
});

test('a journal that cannot be read ends the stream with an error', async () => {
  const { over } = follow();
  await nextTurn();
  core.catalog.journal.after = () => Promise.reject(new Error('full'));
  await core.liveSession(ACME);
  await expect(over).rejects.toThrow('full');
  expect(counted.open).toBe(0);
});

test('a key that was removed while its request was being checked gets no stream', async () => {
  const principal = { accountId: ACME, role: 'viewer' } as const;
  const subscription = { principal, isValid: () => false, filter: {} };
  const response = new TestResponse() as unknown as Response;
  await expect(streams.follow(response, core, subscription)).rejects.toMatchObject({
    failure: { kind: 'unauthenticated' },
  });
  expect(counted.open).toBe(0);
});
