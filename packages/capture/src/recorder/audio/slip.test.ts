import { describe, expect, test } from 'vitest';
import { slip } from './slip.ts';

const of = (...samples: number[]) => Int16Array.from(samples);

describe('slip', () => {
  test('repeats, or leaves out, the flattest sample', () => {
    expect([...slip(of(0, 50, 51, 90), 1)]).toEqual([0, 50, 51, 51, 90]);
    expect([...slip(of(0, 50, 51, 90), -1)]).toEqual([0, 50, 90]);
  });

  test('leaves alone what is too short', () => {
    expect([...slip(of(7), -1)]).toEqual([7]);
  });
});
