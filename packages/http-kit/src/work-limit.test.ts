import { expect, test } from 'vitest';
import { WorkLimit } from './work-limit.ts';

/** Work that ends when told to. */
function jobs() {
  const started: string[] = [];
  const end = new Map<
    string,
    { resolve: (value: string) => void; reject: (error: Error) => void }
  >();
  const job = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve, reject) => end.set(name, { resolve, reject }));
  };
  return { started, end, job };
}

test('runs so many at once, first come first served', async () => {
  const { started, end, job } = jobs();
  const limit = new WorkLimit({ running: 2, waiting: 2 });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => limit.run(job(name)));
  expect(started).toEqual(['a', 'b']);
  end.get('b')?.resolve('B');
  expect(await b).toBe('B');
  expect(started).toEqual(['a', 'b', 'c']);
  end.get('a')?.resolve('A');
  end.get('c')?.resolve('C');
  expect(await Promise.all([a, c])).toEqual(['A', 'C']);
  end.get('d')?.resolve('D');
  expect(await d).toBe('D');
});

test('refuses what would wait too long in line', async () => {
  const { end, job } = jobs();
  const limit = new WorkLimit({ running: 1, waiting: 1 });
  const running = limit.run(job('a'));
  const waiting = limit.run(job('b'));
  expect(limit.run(job('c'))).toBeUndefined();
  end.get('a')?.resolve('A');
  await running;
  end.get('b')?.resolve('B');
  expect(await waiting).toBe('B');
  const again = limit.run(job('d'));
  end.get('d')?.resolve('D');
  expect(await again).toBe('D');
});

test('makes room after a failure too', async () => {
  const { started, end, job } = jobs();
  const limit = new WorkLimit({ running: 1, waiting: 2 });
  const failing = limit.run(job('a'));
  const throwing = limit.run(() => {
    throw new Error('thrown');
  });
  const next = limit.run(job('c'));
  end.get('a')?.reject(new Error('rejected'));
  await expect(failing).rejects.toThrow('rejected');
  await expect(throwing).rejects.toThrow('thrown');
  expect(started).toEqual(['a', 'c']);
  end.get('c')?.resolve('C');
  expect(await next).toBe('C');
});
