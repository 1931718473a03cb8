import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { RecordingAudio } from '../audio/recording-audio.ts';
import { LiveFile } from '../files/live-file.ts';
import { RecordingFinisher } from './recording-finisher.ts';
import { RecordingOwner } from './recording-owner.ts';
import { RecordingRegistry } from './recording-registry.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 2000, amplitude: 0.3 });

async function recorded(): Promise<Recording> {
  const session = await capture.call();
  const recording = await capture.record(session);
  speak(capture, [{ session, samples: said }]);
  return recording;
}

/** Makes the catalog reject changes until the returned function is called, as on a full disk. */
function closeCatalog(): () => void {
  const { recordings } = capture.catalog;
  const apply = recordings.apply.bind(recordings);
  recordings.apply = () => Promise.reject(new Error('database or disk is full'));
  return () => {
    recordings.apply = apply;
  };
}

const command = ({ id }: Recording, type: 'stop' | 'discard') =>
  capture.recorder.command(ACCOUNT, id, { type });
const stored = ({ id }: Recording) => capture.catalog.recordings.get(ACCOUNT, id);

describe('a catalog that rejects changes', () => {
  test('a stop fails, and the recording is done once the catalog accepts changes again', async () => {
    const recording = await recorded();
    const reopen = closeCatalog();
    await expect(command(recording, 'stop')).rejects.toThrow('disk is full');
    reopen();
    expect(await capture.recorder.settled(ACCOUNT, recording.id)).toMatchObject({ state: 'done' });
    expect((await stored(recording))?.media?.durationMs).toBe(2000);
  });

  test('the recorder still drains; the next start repairs what could not be saved', async () => {
    const recording = await recorded();
    const reopen = closeCatalog();
    await capture.recorder.drain();
    reopen();
    expect((await stored(recording))?.state).toBe('recording');
    expect((await capture.audio(recording)).durationMs).toBe(2000);
  });

  test('an end that it rejected is saved once it accepts changes again, with its events', async () => {
    const [stopped, discarded] = [await recorded(), await recorded()];
    capture.published.length = 0;
    const reopen = closeCatalog();
    await expect(command(stopped, 'stop')).rejects.toThrow('disk is full');
    await expect(command(discarded, 'discard')).rejects.toThrow('disk is full');
    await capture.recorder.settled(ACCOUNT, stopped.id);
    expect((await stored(stopped))?.state).toBe('recording');
    reopen();
    capture.clock.advance(1000);
    while (capture.published.length < 3) await new Promise(setImmediate);
    expect((await stored(stopped))?.state).toBe('done');
    expect((await stored(discarded))?.state).toBe('canceled');
    const told = capture.published.map((event) => [
      event.type,
      'recording' in event && event.recording.id,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['recording.finishing', stopped.id],
        ['recording.finished', stopped.id],
        ['recording.canceled', discarded.id],
      ]),
    );
  });

  test('a discard fails, and the recording is gone from the recorder', async () => {
    const recording = await recorded();
    const reopen = closeCatalog();
    await expect(command(recording, 'discard')).rejects.toThrow('disk is full');
    await capture.recorder.drain();
    reopen();
    expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
  });
});

test('a recording that fails in two ways at once fails once, and keeps its audio', async () => {
  const started = await capture.record(await capture.call());
  const recording = { ...started, id: capture.ids.uuid(), name: 'twice' };
  await capture.catalog.recordings.insert(recording);
  const file = new LiveFile(join(capture.folder, 'live', `${recording.id}.wav`));
  await file.open();
  file.append(said.subarray(0, 8000));
  await file.flush();
  const missed: [number, string][] = [];
  const audio = new RecordingAudio({
    settings: recording.settings,
    file,
    listener: {
      onLimit: () => undefined,
      onGap: (...gap) => missed.push(gap),
      onDropped: () => undefined,
    },
    now: () => 0,
  });
  const registry = new RecordingRegistry(capture.metrics);
  const finisher = new RecordingFinisher({
    ...capture,
    registry,
    renditions: { forget: async () => undefined },
    noteReceived: async () => undefined,
  });
  const owner = new RecordingOwner(recording, audio, capture);
  audio.target.rateFor(8000, 0);
  audio.target.lay(said, 0, 0, 'remote');
  registry.add(owner, 'test');
  await Promise.all([
    finisher.fail(owner, new Error('ENOSPC')),
    finisher.fail(owner, new Error('and so was its end')),
  ]);
  expect(await owner.settled).toMatchObject({
    state: 'failed',
    cause: 'ENOSPC',
    media: {
      durationMs: 1000,
      gaps: [{ offsetMs: 1000, lengthMs: 1000, reason: 'back-pressure' }],
    },
  });
  expect(missed).toEqual([[1000, 'back-pressure']]);
  expect(capture.published.filter(({ type }) => type === 'recording.failed')).toHaveLength(1);
});
