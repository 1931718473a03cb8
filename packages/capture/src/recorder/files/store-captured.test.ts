import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { repairRecordings } from '../repair/repair.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 1000, amplitude: 0.3 });
const folder = () => join(capture.folder, 'live');
const known = async ({ id }: Recording) => capture.catalog.recordings.get(ACCOUNT, id);

/** A finished recording, and a live one that will continue it. */
async function continued(): Promise<{ first: Recording; second: Recording }> {
  const session = await capture.call();
  const first = await capture.record(session, {}, { name: 'log' });
  speak(capture, [{ session, samples: said }]);
  const done = await capture.stop(first);
  const second = await capture.record(session, {}, { name: 'log', ifExists: 'append' });
  speak(capture, [{ session, samples: said.subarray(0, 4000) }]);
  await capture.recorder.ledgerWritten();
  return { first: done, second };
}

describe.each(['missing', 'truncated', 'changed'] as const)(
  'a recording that continues audio that is %s',
  (damage) => {
    const expected = (first: Recording) => ({
      state: 'failed',
      cause: `The audio of recording ${first.id} is ${damage}`,
      media: { durationMs: 500, gaps: [] },
    });

    test('fails at its end, and keeps what it recorded itself', async () => {
      const { first, second } = await continued();
      capture.media.damage(first.id, damage);
      const ended = await capture.stop(second);
      expect(ended).toMatchObject(expected(first));
      expect((await capture.audio(second)).channels).toEqual([said.subarray(0, 4000)]);
      expect(await known(first)).toEqual(first);
      expect(await readdir(folder())).not.toContain(`${second.id}.wav`);
    });

    test('fails at the repair of a crash, and keeps what reached the disk', async () => {
      const { first, second } = await continued();
      capture.clock.advance(1000);
      await capture.recorder.flush();
      await capture.recorder.flush();
      capture.media.damage(first.id, damage);
      const deps = { ...capture, renditions: { forget: async () => undefined } };
      const foretold = await repairRecordings(deps, { folder: folder(), check: true });
      const [report] = await repairRecordings(deps, { folder: folder() });
      expect(foretold).toEqual([report]);
      expect(report).toMatchObject({ outcome: 'failed', keptMs: 500 });
      expect(await known(second)).toMatchObject(expected(first));
      expect((await capture.audio(second)).channels).toEqual([said.subarray(0, 4000)]);
      expect(await known(first)).toEqual(first);
    });
  },
);

describe('a recording that continues another', () => {
  const map = (recording: Recording | undefined) =>
    recording?.media?.gaps.map(({ offsetMs, lengthMs, reason }) => [offsetMs, lengthMs, reason]);

  /** Two recordings with a gap each, the first of which was also interrupted by a crash. */
  async function withGaps(): Promise<{ first: Recording; second: Recording }> {
    const session = await capture.call();
    const speakTwice = () => {
      speak(capture, [{ session, samples: said.subarray(0, 4000) }]);
      capture.clock.advance(300);
      speak(capture, [{ session, samples: said }]);
    };
    const { id } = await capture.record(session, {}, { name: 'log' });
    speakTwice();
    const done = await capture.stop({ id } as Recording);
    const crash = { offsetMs: 1800, lengthMs: 700, expectedFrames: 35, receivedFrames: 0 };
    const media = done.media && {
      ...done.media,
      gaps: [...done.media.gaps, { ...crash, reason: 'crash' as const }],
    };
    const first = { ...done, ...(media === undefined ? {} : { media }) };
    await capture.catalog.recordings.apply(ACCOUNT, id, () => ({ recording: first, events: [] }));
    const second = await capture.record(session, {}, { name: 'log', ifExists: 'append' });
    speakTwice();
    return { first, second };
  }

  test('keeps the gaps of both, whatever their reason', async () => {
    const { first, second } = await withGaps();
    const own = [[2300, 300, 'network']];
    expect(map(first)).toHaveLength(2);
    expect(map(await capture.stop(second))).toEqual([...(map(first) ?? []), ...own]);
  });

  test('keeps the earlier gaps when a crash comes before the catalog has the combined recording', async () => {
    const { first, second } = await withGaps();
    const { recordings } = capture.catalog;
    const apply = recordings.apply.bind(recordings);
    recordings.apply = async (accountId, id, change, audit) => {
      const { recording } = change((await recordings.get(accountId, id)) as Recording);
      if (recording.media !== undefined) throw new Error('crashed');
      return apply(accountId, id, change, audit);
    };
    await capture.stop(second);
    recordings.apply = apply;
    const deps = { ...capture, renditions: { forget: async () => undefined } };
    await repairRecordings(deps, { folder: folder() });
    // The live gap map is lost with the process.
    expect(await known(second)).toMatchObject({ state: 'done' });
    expect(map(await known(second))).toEqual(map(first));
  });
});
