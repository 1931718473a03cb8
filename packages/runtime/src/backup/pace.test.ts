import { ManualClock } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

async function* parts(count: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield new Uint8Array(bytes);
}

const settled = () => new Promise(setImmediate);

test('bytes pass as fast as allowed, and no faster', async () => {
  const clock = new ManualClock();
  const pace = new Pace(100_000, clock);
  const passedAt: number[] = [];
  const copying = (async () => {
    for await (const _ of pace.through(parts(4, 5000), new AbortController().signal)) {
      passedAt.push(clock.monotonicMs());
    }
  })();
  for (let ms = 0; ms < 200; ms += 10) {
    await settled();
    clock.advance(10);
  }
  await copying;
  expect(passedAt).toEqual([50, 100, 150, 200]);
});

test('a wait ends when the copy is interrupted', async () => {
  const clock = new ManualClock();
  const stop = new AbortController();
  const next = new Pace(1, clock).through(parts(1, 5000), stop.signal).next();
  await settled();
  expect(clock.pending).toBe(1);
  stop.abort(new Error('interrupted'));
  await expect(next).rejects.toThrow('interrupted');
  expect(clock.pending).toBe(0);
});
