import { describe, expect, test } from 'vitest';
import { compareSights, compareSubject } from './compare.ts';
import type { Performed } from './performance.ts';
import { by, type Comparing, type Subject } from './step.ts';

function sights(theirs: unknown, ours: unknown, comparing: Comparing = {}) {
  const sight = (seen: unknown) => ({ title: 'GET /x', seen, comparing });
  return compareSights(sight(theirs), sight(ours));
}

describe('what is seen', () => {
  const theirs = { status: 405, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };
  const ours = { status: 404, body: { message: 'no', list: [{ id: 1 }, { id: 2 }] } };

  test('is the same', () => {
    expect(sights(theirs, structuredClone(theirs))).toEqual([]);
  });

  test('differs in a place that is named', () => {
    expect(sights(theirs, ours)).toEqual(['status: Asterisk 405, Tricord 404']);
    expect(sights({ a: [1] }, { a: [1, 2] })).toEqual(['a.1: Asterisk nothing, Tricord 2']);
    expect(sights({ a: [] }, { a: {} })).toEqual(['a: Asterisk [], Tricord {}']);
    expect(sights({ a: null }, { a: undefined })).toEqual(['a: Asterisk null, Tricord nothing']);
  });

  test('may differ where that is listed, there alone, and has to', () => {
    expect(sights(theirs, ours, by('a row', 'status'))).toEqual([]);
    expect(sights(theirs, ours, by('a row', 'body'))).toEqual([
      'status: Asterisk 405, Tricord 404',
      'body: no longer differs, but is listed as "a row"',
    ]);
    expect(sights({ a: { b: 1 } }, { a: { b: 2 } }, by('a row', 'a'))).toEqual([]);
    expect(sights({ ab: 1 }, { ab: 2 }, by('a row', 'a'))).toHaveLength(2);
    expect(sights([{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], by('a row', '*.a'))).toEqual([]);
  });

  test('is compared by its types, out of order, or not at all where the step says so', () => {
    expect(sights({ a: 'x' }, { a: 'y' }, { shape: ['a'] })).toEqual([]);
    expect(sights({ a: 'x' }, { a: 1 }, { shape: ['a'] })).toHaveLength(1);
    expect(sights({ a: [1, 2] }, { a: [2, 1] }, { unordered: ['a'] })).toEqual([]);
    expect(sights({ a: [1, 2] }, { a: [2, 2] }, { unordered: ['a'] })).toHaveLength(1);
    expect(sights({ a: 1 }, { a: { b: 2 } }, { ignored: ['a'] })).toEqual([]);
  });
});

describe('events', () => {
  const performed = (...lines: readonly string[]): Performed => ({
    sights: [],
    heard: [{ socket: 'recorder', events: lines.map((line) => ({ line, event: { line } })) }],
    requests: 0,
    eventsOfSwitching: 0,
  });
  const compare = (theirs: Performed, ours: Performed, events: Subject['events'] = {}) =>
    compareSubject({ title: 'events', steps: [], events }, theirs, ours);

  test('come in one order', () => {
    expect(compare(performed('A', 'B'), performed('A', 'B'))).toEqual([]);
    expect(compare(performed('A', 'B'), performed('B', 'A')).join('\n')).toMatch(
      /recorder: Asterisk A, B\n +Tricord {2}B, A/,
    );
    expect(compare(performed('A', 'B'), performed('B', 'A'), { anywhere: ['A'] })).toEqual([]);
  });

  test('may come from one side alone where that is listed, and have to', () => {
    const onlyTheirs = [{ event: 'B', row: 'a row' }];
    expect(compare(performed('A', 'B'), performed('A'), { onlyTheirs })).toEqual([]);
    expect(compare(performed('A'), performed('A'), { onlyTheirs }).join()).toContain(
      'B: is not sent, but is listed as "a row"',
    );
    expect(compare(performed('A', 'B'), performed('A', 'B'), { onlyTheirs })).not.toEqual([]);
    expect(compare(performed('A', 'B', 'B'), performed('A', 'B'), { onlyTheirs })).toEqual([]);
    expect(compare(performed('A'), performed('A', 'B'), { byChance: onlyTheirs })).toEqual([]);
  });

  test('have the same content', () => {
    const other = performed('A');
    const changed = {
      ...other,
      heard: [{ socket: 'recorder', events: [{ line: 'A', event: 1 }] }],
    };
    expect(compare(other, changed)).toEqual([
      'events',
      '     recorder.0: Asterisk {"line":"A"}, Tricord 1',
    ]);
  });
});
