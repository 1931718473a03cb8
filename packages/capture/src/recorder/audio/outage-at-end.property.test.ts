import { PROPERTY_TIMEOUT_MS, seeded, tone } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, RECONNECT_MS, speak } from '../../testing/test-capture.ts';

const CASES = 60;
const RATE_HZ = 8000;

interface Case {
  readonly tracks: 1 | 2;
  readonly how: 'stop' | 'hang-up' | 'never back';
  /** Whether the stream broke off, or just sends nothing. */
  readonly broken: boolean;
  readonly maxSilenceMs: 0 | 500;
  /** Frames of 20 ms. */
  readonly said: number;
  readonly outage: number;
}

async function play({ tracks, how, broken, maxSilenceMs, said, outage }: Case): Promise<void> {
  const capture = await openTestCapture();
  try {
    const names = tracks === 1 ? (['remote'] as const) : (['remote', 'local'] as const);
    const { stream } = await capture.intake.open({
      ...{ accountId: ACCOUNT, id: capture.ids.uuid(), source: 'simulated', tracks: names },
      ...{ acceptUnknown: true, description: {}, hangUp: () => stream.leave('ended') },
    });
    const { session } = stream;
    const recording = await capture.record(session, { maxSilenceMs });
    const samples = tone({ frequencyHz: 440, durationMs: 20 * said, amplitude: 0.3 });
    speak(
      capture,
      names.map((track) => ({ session, track, samples })),
      RATE_HZ,
    );
    if (broken) void stream.leave('broken');
    let waitedMs = 20 * outage;
    if (how === 'never back' && broken) waitedMs = RECONNECT_MS;
    const settled = capture.recorder.settled(ACCOUNT, recording.id);
    capture.clock.advance(waitedMs);
    if (how === 'stop') await capture.stop(recording);
    else if (how === 'hang-up' || !broken) await capture.end(session);
    const media = (await settled).media;
    expect(media?.durationMs).toBe(20 * said + (broken ? waitedMs : 0));
    const gaps = media?.gaps.map(({ offsetMs, lengthMs, reason, track }) => [
      ...[offsetMs, lengthMs, reason, track],
    ]);
    const missing = names.map((track) => [20 * said, waitedMs, 'network', track]);
    expect(gaps).toEqual(broken ? missing : []);
  } finally {
    await capture.close();
  }
}

test(
  'a recording that ends while its stream is broken has the outage in its gap map and its full length',
  async () => {
    const ends = fc.record({
      tracks: fc.constantFrom(1, 2),
      how: fc.constantFrom('stop', 'hang-up', 'never back'),
      broken: fc.boolean(),
      maxSilenceMs: fc.constantFrom(0, 500),
      said: fc.integer({ min: 1, max: 60 }),
      // Longer than `JITTER_MS`, below which nothing is a gap.
      outage: fc.integer({ min: 6, max: 200 }),
    });
    await fc.assert(fc.asyncProperty(ends, play), seeded('outage at the end', CASES));
  },
  PROPERTY_TIMEOUT_MS,
);
