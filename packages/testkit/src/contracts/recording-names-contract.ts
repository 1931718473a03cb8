import type { Recording, RecordingCatalog } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const TAKEN = { code: 'recording-name-taken' };

/** Names that must be stored and found unchanged; each identifies one recording in an account. */
const ODD_NAMES = [
  'a',
  'A',
  ' a',
  'a ',
  'á',
  'a\u0301',
  'ä/ö/../ü',
  '../../etc/passwd',
  'C:\\calls\\1',
  '%',
  '_',
  '*',
  '?',
  '[a-z]',
  "'; DROP TABLE recordings; --",
  '"',
  '\\',
  'line\nbreak',
  'naïve 通話 звонок',
  '\u{1F600}',
  '\u{1F600}\u{1F601}',
  '\uFFFD',
  '\u{10FFFF}',
  'null',
  '1',
  '01',
  '1e0',
  'x'.repeat(1024),
  'é'.repeat(512),
];

/** Names: uniqueness, lookup and replacement. */
export function recordingNamesContract(withCatalog: WithCatalog): void {
  describe('a name', () => {
    test(
      'is not taken from a live or a stored recording by renaming another, live or ended',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'live' }));
        await recordings.insert(recordingOf(2, { name: 'stored', state: 'done' }));
        await recordings.insert(recordingOf(3, { name: 'failed', state: 'failed' }));
        await recordings.insert(recordingOf(4, { accountId: OTHER, name: 'other' }));
        for (const [n, state] of [
          [5, 'recording'],
          [6, 'done'],
        ] as const) {
          const row = recordingOf(n, { name: `own ${n}`, state });
          await recordings.insert(row);
          const rename = (name: string) =>
            recordings.update(ACME, row.id, (before) => ({ ...before, name }));
          await expect(rename('live')).rejects.toMatchObject(TAKEN);
          await expect(rename('stored')).rejects.toMatchObject(TAKEN);
          expect((await recordings.get(ACME, row.id))?.name).toBe(`own ${n}`);
          expect((await rename('other'))?.name).toBe('other');
          expect((await rename(`failed`))?.name).toBe('failed');
          await rename(`own ${n}`);
        }
      }),
    );

    test(
      'is found exactly as given, separately among live and stored recordings',
      withCatalog(async ({ recordings }) => {
        for (const [i, name] of ODD_NAMES.entries()) {
          await recordings.insert(recordingOf(2 * i, { name }));
          await recordings.insert(recordingOf(2 * i + 1, { name, state: 'failed' }));
        }
        for (const [i, name] of ODD_NAMES.entries()) {
          expect((await recordings.findByName(ACME, name, 'live'))?.id).toBe(idOf(2 * i));
          expect(await recordings.findByName(ACME, name, 'stored')).toBeUndefined();
        }
        for (const name of ['', 'AA', 'b', 'line', 'x'.repeat(1023), 'y'.repeat(4096)]) {
          expect(await recordings.findByName(ACME, name, 'live')).toBeUndefined();
        }
      }),
    );

    test(
      'is found as live from queued to finishing, as stored when done, otherwise not at all',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'x' }));
        const shelves = async () => [
          (await recordings.findByName(ACME, 'x', 'live'))?.state,
          (await recordings.findByName(ACME, 'x', 'stored'))?.state,
        ];
        for (const state of ['queued', 'recording', 'paused', 'finishing'] as const) {
          await recordings.update(ACME, idOf(1), (r) => ({ ...r, state }));
          expect(await shelves()).toEqual([state, undefined]);
        }
        for (const state of ['failed', 'canceled'] as const) {
          await recordings.update(ACME, idOf(1), (r) => ({ ...r, state }));
          expect(await shelves()).toEqual([undefined, undefined]);
        }
        await recordings.update(ACME, idOf(1), (r) => ({ ...r, state: 'done' }));
        expect(await shelves()).toEqual([undefined, 'done']);
      }),
    );

    test.each<[Recording['state'], Recording['state'], boolean]>([
      ['queued', 'queued', true],
      ['finishing', 'queued', true],
      ['paused', 'done', true],
      ['done', 'done', true],
      ['done', 'queued', false],
      ['failed', 'queued', false],
      ['canceled', 'recording', false],
      ['failed', 'done', false],
    ])('of a %s recording is taken for a %s one: %s', (first, second, taken) =>
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'x', state: first }));
        const inserted = recordings.insert(recordingOf(2, { name: 'x', state: second }));
        if (taken) await expect(inserted).rejects.toMatchObject(TAKEN);
        else await inserted;
        expect(await recordings.get(ACME, idOf(2))).toEqual(
          taken ? undefined : recordingOf(2, { name: 'x', state: second }),
        );
        // Names of another account are independent.
        await recordings.insert(recordingOf(3, { name: 'x', state: second, accountId: OTHER }));
      })(),
    );

    test(
      'goes to only one of several simultaneous inserts',
      withCatalog(async ({ recordings }) => {
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, (_, n) => recordings.insert(recordingOf(n, { name: 'x' }))),
        );
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toMatchObject(TAKEN);
        }
        expect(await recordings.unfinished()).toHaveLength(1);
      }),
    );

    test(
      'that is taken is refused for updates as for inserts, without any change',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'x', state: 'done' }));
        await recordings.insert(recordingOf(2, { name: 'x', state: 'finishing' }));
        await recordings.insert(recordingOf(3, { name: 'y', state: 'done' }));
        const complete = (r: Recording): Recording => ({ ...r, state: 'done', replaces: idOf(3) });
        await expect(recordings.update(ACME, idOf(2), complete)).rejects.toMatchObject(TAKEN);
        expect((await recordings.get(ACME, idOf(2)))?.state).toBe('finishing');
        expect((await recordings.get(ACME, idOf(3)))?.name).toBe('y');
      }),
    );
  });

  replacementContract(withCatalog);
}

function replacementContract(withCatalog: WithCatalog): void {
  describe('a recording that replaces another', () => {
    const names = async (recordings: RecordingCatalog) => ({
      live: (await recordings.findByName(ACME, 'x', 'live'))?.id,
      stored: (await recordings.findByName(ACME, 'x', 'stored'))?.id,
    });

    test(
      'replaces it only when done',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'x', state: 'done' }));
        await recordings.insert(recordingOf(2, { name: 'x', replaces: idOf(1) }));
        for (const state of ['recording', 'finishing'] as const) {
          await recordings.update(ACME, idOf(2), (r) => ({ ...r, state }));
          expect(await names(recordings)).toEqual({ live: idOf(2), stored: idOf(1) });
        }
        await recordings.update(ACME, idOf(2), (r) => ({ ...r, state: 'done' }));
        expect(await names(recordings)).toEqual({ live: undefined, stored: idOf(2) });
        expect(await recordings.get(ACME, idOf(1))).toBeUndefined();
      }),
    );

    test(
      'keeps it if it fails or is canceled itself',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1, { name: 'x', state: 'done' }));
        for (const [n, state] of [
          [2, 'failed'],
          [3, 'canceled'],
        ] as const) {
          await recordings.insert(recordingOf(n, { name: 'x', replaces: idOf(1) }));
          await recordings.update(ACME, idOf(n), (r) => ({ ...r, state }));
          expect(await names(recordings)).toEqual({ live: undefined, stored: idOf(1) });
        }
      }),
    );

    test(
      'is done even if the other is already gone',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(2, { name: 'x', replaces: idOf(1) }));
        await recordings.update(ACME, idOf(2), (r) => ({ ...r, state: 'done' }));
        expect(await names(recordings)).toEqual({ live: undefined, stored: idOf(2) });
      }),
    );

    test(
      'never removes a recording of another account',
      withCatalog(async ({ recordings }) => {
        const theirs = recordingOf(1, { name: 'x', state: 'done', accountId: OTHER });
        await recordings.insert(theirs);
        await recordings.insert(recordingOf(2, { name: 'x', replaces: theirs.id }));
        await recordings.update(ACME, idOf(2), (r) => ({ ...r, state: 'done' }));
        expect(await recordings.get(OTHER, theirs.id)).toEqual(theirs);
      }),
    );
  });
}
