import { expect, test } from 'vitest';
import { FairQueue, URGENT } from './fair-queue.ts';

/** A queue whose first task runs until `release`; the others note that they ran. */
function blocked(waiting: number) {
  const queue = new FairQueue({ running: 1, waiting });
  const ran: string[] = [];
  let release = () => {};
  const first = queue.run('first', () => new Promise<void>((resolve) => (release = resolve)));
  const run = (whose: string | typeof URGENT, name: string) =>
    queue.run(whose, async () => void ran.push(name)).catch((error) => error.code);
  const finish = () => {
    release();
    return first;
  };
  return { ran, run, release: finish };
}

test('takes turns among the owners of tasks, urgent tasks first', async () => {
  const { ran, run, release } = blocked(10);
  const all = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].map((name) => run(name[0] ?? '', name));
  all.push(run(URGENT, 'urgent'));
  await release();
  await Promise.all(all);
  expect(ran).toEqual(['urgent', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('if too many wait, rejects a task of the owner with the most, and never an urgent one', async () => {
  const { ran, run, release } = blocked(3);
  const crowd = ['a1', 'a2', 'a3'].map((name) => run('a', name));
  const single = run('b', 'b1');
  const urgent = run(URGENT, 'urgent');
  const another = run('a', 'a4');
  await release();
  expect(await Promise.all([...crowd, single, urgent, another])).toEqual([
    ...[undefined, undefined, 'busy'],
    undefined,
    undefined,
    'busy',
  ]);
  expect(ran).toEqual(['urgent', 'a1', 'b1', 'a2']);
});

test('continues after a task that fails', async () => {
  const queue = new FairQueue({ running: 1, waiting: 1 });
  const failing = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('a', async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});
