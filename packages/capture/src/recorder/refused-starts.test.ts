import { type Recording, startRecording } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';
import { MIN_LOAD } from './admission/admission.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

test('only one of several simultaneous exclusive starts succeeds, until it is stopped', async () => {
  const session = await capture.call();
  const start = () =>
    startRecording(capture, {
      accountId: ACCOUNT,
      target: { sessionId: session.id },
      origin: { via: 'test' },
      exclusive: true,
    });
  const starts = await Promise.allSettled([start(), start(), start()]);
  const begun = starts.filter((result) => result.status === 'fulfilled');
  expect(begun).toHaveLength(1);
  for (const { value } of begun) await capture.stop(value);
  expect((await start()).state).toBe('queued');
});

test('a late event loop under load refuses clients but not lines; live recordings continue', async () => {
  const session = await capture.call();
  const live: Recording[] = [];
  const late = (seconds: number) => {
    capture.loopDelay.ms = 251;
    capture.clock.advance(seconds * 1000);
  };
  while (live.length < MIN_LOAD - 1) live.push(await capture.record(session));
  late(10);
  live.push(await capture.record(session));
  late(1);
  await expect(capture.record(session)).rejects.toMatchObject({
    code: 'recorder-full',
    message:
      'There is no room for another recording: the event loop was late by 251 and 251 ms in two seconds in a row; limit 250 ms; 50 live recordings',
  });
  expect(capture.recorder.status()).toBe('full');
  expect(capture.recorder.refusal).toMatch(/^the event loop was late by 251 and 251 ms/);
  live.push(await capture.record(session, {}, { via: 'line' }));
  speak(capture, [{ session, samples: beep(300, 500) }]);
  for (const recording of live) expect((await capture.stop(recording)).state).toBe('done');
  capture.clock.advance(1000);
  expect(capture.recorder.status()).toBe('ready');
  expect(capture.recorder.refusal).toBeUndefined();
});

test('refuses clients and lines when the disk is full', async () => {
  const full = await openTestCapture({ freeBytes: 999_999 });
  const call = await full.call();
  await expect(full.record(call)).rejects.toMatchObject({
    code: 'recorder-full',
    message: expect.stringContaining('the disk has 0 MiB free'),
  });
  await expect(full.record(call, {}, { via: 'line' })).rejects.toMatchObject({
    code: 'recorder-full',
  });
  await full.close();
});
