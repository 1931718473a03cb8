import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';

let capture: TestCapture;
let crash: TestCrash;
beforeEach(async () => {
  // The recorder that a test treats as crashed must not notice changes to its files.
  capture = await openTestCapture({ fsyncIntervalMs: 600_000 });
  crash = new TestCrash(capture);
});
afterEach(() => capture.close());

describe('something else in place of a live file', () => {
  const KINDS: Readonly<Record<string, (path: string) => unknown>> = {
    'a folder': (path) => mkdir(path),
    'a pipe': (path) => execFileSync('mkfifo', [path]),
    'a symbolic link': (path) => symlinkSync('/dev/zero', path),
    'a dangling link': (path) => symlinkSync(join(crash.folder, 'none'), path),
  };
  const said = (kind: string) => (kind === 'a dangling link' ? 'a symbolic link' : kind);

  test.each(Object.keys(KINDS))(
    'at repair: %s fails its recording with a cause, is not touched, and does not block other recordings',
    async (kind) => {
      const [broken, whole] = [await crash.interrupted(), await crash.interrupted()];
      await rm(crash.pathOf(broken));
      await KINDS[kind]?.(crash.pathOf(broken));
      const foretold = await crash.repair(true);
      expect(await crash.repair()).toEqual(foretold);
      expect(foretold.map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
      expect(await crash.known(broken)).toMatchObject({
        state: 'failed',
        cause: `Interrupted, and its live file cannot be used: it is ${said(kind)}; 2000 ms lost`,
      });
      expect((await crash.known(whole))?.state).toBe('done');
      expect(await readdir(crash.folder)).toContain(`${broken.id}.wav`);
      expect(await crash.repair()).toEqual([]);
      // The recorder of this test has not really crashed, and will store what it finds there.
      await rm(crash.pathOf(broken), { recursive: true });
    },
  );

  test('at repair: a file that this process may not open', async () => {
    const recording = await crash.interrupted();
    const path = crash.pathOf(recording);
    const before = await readFile(path);
    await chmod(path, 0);
    for (const name of [capture.folder, crash.folder]) await chmod(name, 0o755);
    const isRoot = process.geteuid?.() === 0;
    await chmod(crash.ledger, 0o644);
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await crash.repair()).toMatchObject([{ outcome: 'failed', keptMs: 0 }]);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect((await crash.known(recording))?.cause).toBe(
      'Interrupted, and its live file cannot be used: it cannot be opened (EACCES); 2000 ms lost',
    );
    await chmod(path, 0o600);
    expect(await readFile(path)).toEqual(before);
  });

  test.each(Object.keys(KINDS))(
    'at its start: %s fails the recording with a cause; the session and other recordings continue',
    async (kind) => {
      const session = await capture.call();
      const good = await capture.record(session);
      const id = capture.ids.uuid();
      const path = crash.pathOf({ id });
      await KINDS[kind]?.(path);
      const before = await readdir(crash.folder);
      const blocked: Recording = { ...good, id, name: 'blocked', state: 'queued' };
      await capture.recorder.begin(blocked);
      const failed = await capture.recorder.settled(ACCOUNT, id);
      expect(failed).toMatchObject({
        state: 'failed',
        cause: `The live file cannot be made: ${said(kind)} is in its place`,
      });
      expect(failed.media).toBeUndefined();
      expect(await readdir(crash.folder)).toEqual(before);
      speak(capture, [{ session, samples: tone({ frequencyHz: 440, durationMs: 500 }) }]);
      expect((await capture.stop(good)).media?.durationMs).toBe(500);
      expect((await capture.catalog.sessions.get(ACCOUNT, session.id))?.state).toBe('live');
    },
  );

  test('at its start: another file is neither used for the recording nor deleted', async () => {
    const session = await capture.call();
    const good = await capture.record(session);
    for (const end of ['failed', 'canceled'] as const) {
      const id = capture.ids.uuid();
      await writeFile(crash.pathOf({ id }), 'somebody else’s');
      const blocked: Recording = { ...good, id, name: end, state: 'queued' };
      await capture.recorder.begin(blocked);
      if (end === 'canceled') await capture.recorder.command(ACCOUNT, id, { type: 'discard' });
      expect(await capture.recorder.settled(ACCOUNT, id)).toMatchObject({ state: end });
      expect(await readFile(crash.pathOf({ id }), 'utf8')).toBe('somebody else’s');
      expect(await capture.media.stat(id)).toBeUndefined();
    }
  });
});

test('a ledger that is not a file fails the start with one line, and is left untouched', async () => {
  await rm(crash.ledger);
  await mkdir(crash.ledger);
  await expect(crash.repair()).rejects.toMatchObject({
    name: 'LiveFolderUnusableError',
    message: `Cannot use ${crash.ledger}, which recordings need while they are live: it is a folder`,
  });
  expect((await stat(crash.ledger)).isDirectory()).toBe(true);
});

test('a repair deletes leftover files, but nothing else with such names', async () => {
  const path = (name: string) => join(crash.folder, name);
  for (const name of ['a.kept', 'b.wav.trimmed', 'b.wav.whole', 'c.wav', 'notes.txt']) {
    await writeFile(path(name), 'x');
  }
  for (const name of ['d.kept', 'e.wav.whole']) await mkdir(path(name));
  await crash.repair();
  expect((await readdir(crash.folder)).sort()).toEqual(
    ['c.wav', 'd.kept', 'e.wav.whole', 'ledger', 'notes.txt'].sort(),
  );
});
