import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as timing from './timing.ts';

const PAGE = readFileSync(new URL('../../../docs/audio-timing.md', import.meta.url), 'utf8');

describe('the constants of audio timing', () => {
  test('are listed in docs/audio-timing.md with their values', () => {
    const listed = [...PAGE.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, name, value]) => [
      name,
      Number(value),
    ]);
    expect(Object.fromEntries(listed)).toEqual({ ...timing });
  });

  test('satisfy the inequalities that the page lists', () => {
    const section = PAGE.slice(PAGE.indexOf('## Inequalities'));
    const inequalities = [...section.matchAll(/`([A-Z_]+)` < `([A-Z_]+)`( \/ 2)?/g)];
    expect(inequalities.length).toBeGreaterThanOrEqual(9);
    const values: Readonly<Record<string, number>> = { ...timing };
    for (const [text, less = '', more = '', half] of inequalities) {
      const bound = (values[more] ?? Number.NaN) / (half === undefined ? 1 : 2);
      expect({ text, holds: (values[less] ?? Number.NaN) < bound }).toEqual({ text, holds: true });
    }
  });
});
