import { expect, test } from 'vitest';
import { CloseStack } from './close-stack.ts';

function stackOf(closed: string[], failing: readonly string[] = []) {
  const stack = new CloseStack();
  for (const name of ['first', 'second', 'third']) {
    stack.own({
      async close() {
        closed.push(name);
        if (failing.includes(name)) throw new Error(`${name} failed`);
      },
    });
  }
  return stack;
}

test('closes in reverse order, and only once', async () => {
  const closed: string[] = [];
  const stack = stackOf(closed);
  await stack.close();
  await stack.close();
  expect(closed).toEqual(['third', 'second', 'first']);
});

test('a failure does not keep the others open', async () => {
  const closed: string[] = [];
  await expect(stackOf(closed, ['second']).close()).rejects.toThrow('second failed');
  expect(closed).toEqual(['third', 'second', 'first']);
});

test('reports all of several failures', async () => {
  const failure = await stackOf([], ['first', 'third'])
    .close()
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AggregateError);
  expect((failure as AggregateError).errors.map(String)).toEqual([
    'Error: third failed',
    'Error: first failed',
  ]);
});
