import { describe, expect, test } from 'vitest';
import { adjustLength } from './adjust-length.ts';

const of = (...samples: number[]) => Int16Array.from(samples);

describe('adjustLength', () => {
  test('repeats or removes the flattest sample', () => {
    expect([...adjustLength(of(0, 50, 51, 90), 1)]).toEqual([0, 50, 51, 51, 90]);
    expect([...adjustLength(of(0, 50, 51, 90), -1)]).toEqual([0, 50, 90]);
  });

  test('leaves audio that is too short unchanged', () => {
    expect([...adjustLength(of(7), -1)]).toEqual([7]);
  });
});
