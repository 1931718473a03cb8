import { describe, expect, test } from 'vitest';
import type { ScenarioResult } from '../run/scenario-run.ts';
import { type CompareOptions, documented, type Scenario } from '../scenario/step.ts';
import { compareObservations, compareScenario } from './compare.ts';

const NAMES = { theirs: 'Asterisk', ours: 'Tricord' };

function observed(theirs: unknown, ours: unknown, options: CompareOptions = {}) {
  const observation = (seen: unknown) => ({ title: 'GET /x', seen, options });
  return compareObservations(observation(theirs), observation(ours), NAMES);
}

describe('compareObservations', () => {
  const theirs = { status: 405, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };
  const ours = { status: 404, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };

  test('reports nothing for equal values', () => {
    expect(observed(theirs, structuredClone(theirs))).toEqual([]);
  });

  test('reports the path of a difference', () => {
    expect(observed(theirs, ours)).toEqual(['status: Asterisk 405, Tricord 404']);
    expect(observed({ a: [1] }, { a: [1, 2] })).toEqual(['a.1: Asterisk nothing, Tricord 2']);
    expect(observed({ a: [] }, { a: {} })).toEqual(['a: Asterisk [], Tricord {}']);
    expect(observed({ a: null }, { a: undefined })).toEqual(['a: Asterisk null, Tricord nothing']);
  });

  test('requires a documented difference, at its path only', () => {
    expect(observed(theirs, ours, documented('a row', 'status'))).toEqual([]);
    expect(observed(theirs, ours, documented('a row', 'body'))).toEqual([
      'status: Asterisk 405, Tricord 404',
      'body: no longer differs, but is listed as "a row"',
    ]);
    expect(observed({ a: { b: 1 } }, { a: { b: 2 } }, documented('a row', 'a'))).toEqual([]);
    expect(observed({ ab: 1 }, { ab: 2 }, documented('a row', 'a'))).toHaveLength(2);
    expect(
      observed([{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], documented('a row', '*.a')),
    ).toEqual([]);
  });

  test('compares by type, unordered or not at all if the step says so', () => {
    expect(observed({ a: 'x' }, { a: 'y' }, { shape: ['a'] })).toEqual([]);
    expect(observed({ a: 'x' }, { a: 1 }, { shape: ['a'] })).toHaveLength(1);
    expect(observed({ a: [1, 2] }, { a: [2, 1] }, { unordered: ['a'] })).toEqual([]);
    expect(observed({ a: [1, 2] }, { a: [2, 2] }, { unordered: ['a'] })).toHaveLength(1);
    expect(observed({ a: 1 }, { a: { b: 2 } }, { ignored: ['a'] })).toEqual([]);
  });
});

describe('events', () => {
  const theirs = (...lines: readonly string[]): ScenarioResult => ({
    server: 'Asterisk',
    observations: [],
    received: [{ socket: 'recorder', events: lines.map((line) => ({ line, event: { line } })) }],
    requests: 0,
    ignoredEvents: 0,
  });
  const ours = (...lines: readonly string[]) => ({ ...theirs(...lines), server: 'Tricord' });
  const compare = (left: ScenarioResult, right: ScenarioResult, events: Scenario['events'] = {}) =>
    compareScenario({ title: 'events', steps: [], events }, left, right);

  test('must come in the same order', () => {
    expect(compare(theirs('A', 'B'), ours('A', 'B'))).toEqual([]);
    expect(compare(theirs('A', 'B'), ours('B', 'A')).join('\n')).toMatch(
      /recorder: Asterisk A, B\n +Tricord {2}B, A/,
    );
    expect(compare(theirs('A', 'B'), ours('B', 'A'), { anywhere: ['A'] })).toEqual([]);
  });

  test('must come from one side only if that is documented', () => {
    const onlyTheirs = [{ event: 'B', row: 'a row' }];
    expect(compare(theirs('A', 'B'), ours('A'), { onlyTheirs })).toEqual([]);
    expect(compare(theirs('A'), ours('A'), { onlyTheirs }).join()).toContain(
      'B: is not sent, but is listed as "a row"',
    );
    expect(compare(theirs('A', 'B'), ours('A', 'B'), { onlyTheirs })).not.toEqual([]);
    expect(compare(theirs('A', 'B', 'B'), ours('A', 'B'), { onlyTheirs })).toEqual([]);
    expect(compare(theirs('A'), ours('A', 'B'), { byChance: onlyTheirs })).toEqual([]);
  });

  test('must have the same content', () => {
    const other = theirs('A');
    const changed = {
      ...other,
      server: 'Tricord',
      received: [{ socket: 'recorder', events: [{ line: 'A', event: 1 }] }],
    };
    expect(compare(other, changed)).toEqual([
      'events',
      '     recorder.0: Asterisk {"line":"A"}, Tricord 1',
    ]);
  });
});
