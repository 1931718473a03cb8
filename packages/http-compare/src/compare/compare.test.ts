import { describe, expect, test } from 'vitest';
import type { RanScenario } from '../run/scenario-run.ts';
import { by, type Comparing, type Scenario } from '../scenario/step.ts';
import { compareObservations, compareScenario } from './compare.ts';

const NAMES = { theirs: 'Asterisk', ours: 'Tricord' };

function observed(theirs: unknown, ours: unknown, comparing: Comparing = {}) {
  const observation = (seen: unknown) => ({ title: 'GET /x', seen, comparing });
  return compareObservations(observation(theirs), observation(ours), NAMES);
}

describe('what is seen', () => {
  const theirs = { status: 405, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };
  const ours = { status: 404, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };

  test('is the same', () => {
    expect(observed(theirs, structuredClone(theirs))).toEqual([]);
  });

  test('differs in a place that is named', () => {
    expect(observed(theirs, ours)).toEqual(['status: Asterisk 405, Tricord 404']);
    expect(observed({ a: [1] }, { a: [1, 2] })).toEqual(['a.1: Asterisk nothing, Tricord 2']);
    expect(observed({ a: [] }, { a: {} })).toEqual(['a: Asterisk [], Tricord {}']);
    expect(observed({ a: null }, { a: undefined })).toEqual(['a: Asterisk null, Tricord nothing']);
  });

  test('may differ where that is listed, there alone, and has to', () => {
    expect(observed(theirs, ours, by('a row', 'status'))).toEqual([]);
    expect(observed(theirs, ours, by('a row', 'body'))).toEqual([
      'status: Asterisk 405, Tricord 404',
      'body: no longer differs, but is listed as "a row"',
    ]);
    expect(observed({ a: { b: 1 } }, { a: { b: 2 } }, by('a row', 'a'))).toEqual([]);
    expect(observed({ ab: 1 }, { ab: 2 }, by('a row', 'a'))).toHaveLength(2);
    expect(observed([{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], by('a row', '*.a'))).toEqual([]);
  });

  test('is compared by its types, out of order, or not at all where the step says so', () => {
    expect(observed({ a: 'x' }, { a: 'y' }, { shape: ['a'] })).toEqual([]);
    expect(observed({ a: 'x' }, { a: 1 }, { shape: ['a'] })).toHaveLength(1);
    expect(observed({ a: [1, 2] }, { a: [2, 1] }, { unordered: ['a'] })).toEqual([]);
    expect(observed({ a: [1, 2] }, { a: [2, 2] }, { unordered: ['a'] })).toHaveLength(1);
    expect(observed({ a: 1 }, { a: { b: 2 } }, { ignored: ['a'] })).toEqual([]);
  });
});

describe('events', () => {
  const theirs = (...lines: readonly string[]): RanScenario => ({
    server: 'Asterisk',
    observations: [],
    heard: [{ socket: 'recorder', events: lines.map((line) => ({ line, event: { line } })) }],
    requests: 0,
    ignoredEvents: 0,
  });
  const ours = (...lines: readonly string[]) => ({ ...theirs(...lines), server: 'Tricord' });
  const compare = (left: RanScenario, right: RanScenario, events: Scenario['events'] = {}) =>
    compareScenario({ title: 'events', steps: [], events }, left, right);

  test('come in one order', () => {
    expect(compare(theirs('A', 'B'), ours('A', 'B'))).toEqual([]);
    expect(compare(theirs('A', 'B'), ours('B', 'A')).join('\n')).toMatch(
      /recorder: Asterisk A, B\n +Tricord {2}B, A/,
    );
    expect(compare(theirs('A', 'B'), ours('B', 'A'), { anywhere: ['A'] })).toEqual([]);
  });

  test('may come from one side alone where that is listed, and have to', () => {
    const onlyTheirs = [{ event: 'B', row: 'a row' }];
    expect(compare(theirs('A', 'B'), ours('A'), { onlyTheirs })).toEqual([]);
    expect(compare(theirs('A'), ours('A'), { onlyTheirs }).join()).toContain(
      'B: is not sent, but is listed as "a row"',
    );
    expect(compare(theirs('A', 'B'), ours('A', 'B'), { onlyTheirs })).not.toEqual([]);
    expect(compare(theirs('A', 'B', 'B'), ours('A', 'B'), { onlyTheirs })).toEqual([]);
    expect(compare(theirs('A'), ours('A', 'B'), { byChance: onlyTheirs })).toEqual([]);
  });

  test('have the same content', () => {
    const other = theirs('A');
    const changed = {
      ...other,
      server: 'Tricord',
      heard: [{ socket: 'recorder', events: [{ line: 'A', event: 1 }] }],
    };
    expect(compare(other, changed)).toEqual([
      'events',
      '     recorder.0: Asterisk {"line":"A"}, Tricord 1',
    ]);
  });
});
