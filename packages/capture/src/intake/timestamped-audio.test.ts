import type { TrackName } from '@tricord/core';
import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JITTER_MS, LATENESS_MS, PTIME_MS as PTIME, RESTART_MS } from '../timing.ts';
import { LiveTrack } from './live-track.ts';
import { TimestampedAudio } from './timestamped-audio.ts';

const RATE = 8000;
const FRAME = 160;
const TRACKS = ['local', 'remote'] as const satisfies readonly TrackName[];

/** A stretch as it was written: which frame, where, after which gap. */
interface Written {
  readonly frame: number;
  readonly startMs: number;
  readonly gapMs: number;
}

/** A stream with two tracks whose frames are distinguished by the value of their samples. */
function openStream() {
  const tracks = TRACKS.map((name) => new LiveTrack(name));
  const written: Record<TrackName, Written[]> = { local: [], remote: [] };
  for (const track of tracks) {
    track.addSink({
      write: (samples, _rate, startMs, gapMs) => {
        written[track.name].push({ frame: samples[0] ?? 0, startMs, gapMs });
      },
    });
  }
  let jumps = 0;
  const audio = new TimestampedAudio(
    () => tracks,
    () => {
      jumps += 1;
    },
  );
  return {
    audio,
    written,
    tracks,
    jumps: () => jumps,
    push(name: TrackName, frame: number, timestampMs: number | undefined, nowMs: number) {
      const track = tracks.find((one) => one.name === name);
      const samples = new Int16Array(FRAME).fill(frame);
      if (track !== undefined) audio.push(track, samples, RATE, timestampMs, nowMs);
      // Sources use their buffers again.
      samples.fill(-1);
    },
    settle() {
      for (const track of tracks) track.settle();
    },
  };
}

/** Sends frames with these timestamps on one track, each when it has been spoken in real time. */
function play(timestamps: readonly (number | undefined)[]) {
  const stream = openStream();
  timestamps.forEach((timestampMs, i) => {
    stream.push('remote', i, timestampMs, (i + 1) * PTIME);
  });
  stream.settle();
  return { jumps: stream.jumps(), remote: stream.written.remote };
}

const range = (from: number, to: number) =>
  Array.from({ length: (to - from) / PTIME }, (_, i) => from + i * PTIME);

describe('timestamps', () => {
  test.each([
    ['restart after 600 ms', [...range(5000, 5600), ...range(0, 600)]],
    ['restart a little back', [...range(0, 600), ...range(400, 800)]],
    ['restart at the very beginning', [...range(0, 100), ...range(0, 100)]],
    ['jump by 30 s', [...range(0, 400), ...range(30_000, 30_400)]],
    ['jump to and fro', [...range(0, 100), ...range(1e9, 1e9 + 100), ...range(200, 300)]],
    ['step back within a frame', [...range(0, 100), ...range(85, 185)]],
  ])('that %s lose nothing and tell no gap', (_what, timestamps) => {
    const { jumps, remote } = play(timestamps);
    expect(jumps).toBeGreaterThanOrEqual(1);
    expect(remote).toEqual(timestamps.map((_, i) => ({ frame: i, startMs: i * PTIME, gapMs: 0 })));
  });

  test('that are missing or unusable lose nothing', () => {
    const timestamps = range(0, 400).map((ms, i) => (i % 3 === 1 ? undefined : ms));
    const { jumps, remote } = play(timestamps);
    expect(jumps).toBe(0);
    expect(remote.map(({ frame }) => frame)).toEqual(timestamps.map((_, i) => i));
    expect(remote.every(({ gapMs }) => gapMs === 0)).toBe(true);
  });

  test('that repeat are dropped as duplicates', () => {
    const twice = range(0, 400).flatMap((ms) => [ms, ms]);
    const stream = openStream();
    twice.forEach((ms) => {
      stream.push('remote', ms, ms, ms + PTIME);
    });
    expect(stream.written.remote.map(({ frame }) => frame)).toEqual(range(0, 400));
    expect(stream.jumps()).toBe(0);
  });

  test.each([
    ['never move', range(0, 3000).map(() => 0)],
    ['stop moving', [...range(0, 1000), ...range(1000, 3000).map(() => 980)]],
    [
      'stop for a while',
      [...range(0, 500), ...range(500, 900).map(() => 480), ...range(900, 1500)],
    ],
    ['move only every second time', range(0, 1000).map((ms) => ms - (ms % 40))],
  ])('that %s lose nothing, and are counted', (_what, timestamps) => {
    const { jumps, remote } = play(timestamps);
    const stuck = timestamps.filter((ms, i) => i > 0 && ms === timestamps[i - 1]);
    expect(jumps).toBe(stuck.length);
    expect(remote).toEqual(timestamps.map((_, i) => ({ frame: i, startMs: i * PTIME, gapMs: 0 })));
  });

  test('that never advance are replaced by the arrival, also after a pause and through a stall', () => {
    const stream = openStream();
    for (let i = 0; i < 50; i++) stream.push('remote', i, 0, (i + 1) * PTIME);
    for (let i = 50; i < 100; i++) stream.push('remote', i, 0, 3000 + (i - 49) * PTIME);
    for (let i = 100; i < 120; i++) stream.push('remote', i, 0, 4400);
    for (let i = 120; i < 150; i++) stream.push('remote', i, 0, 3000 + (i - 49) * PTIME);
    stream.settle();
    const { remote } = stream.written;
    expect(remote.map(({ frame }) => frame)).toEqual(remote.map((_, i) => i));
    expect(remote).toHaveLength(150);
    expect(remote.filter(({ gapMs }) => gapMs > 0)).toEqual([
      { frame: 50, startMs: 3000, gapMs: 2000 },
    ]);
  });

  test('that never advance also contain silence, except for possible duplicates', () => {
    const stream = openStream();
    for (let i = 0; i < 50; i++) stream.push('remote', 0, 0, (i + 1) * PTIME);
    for (let i = 50; i < 100; i++) stream.push('remote', i, 0, (i + 1) * PTIME);
    stream.settle();
    expect(stream.written.remote).toHaveLength(98);
  });

  test('that repeat for several frames in a row are duplicates, too', () => {
    const stream = openStream();
    const speech = (ms: number) => Int16Array.from({ length: FRAME }, (_, i) => ms + i);
    const [, track] = stream.tracks;
    if (track === undefined) throw new Error('no track');
    for (const ms of [0, 20, 40, 60, 20, 40, 60, 80]) {
      stream.audio.push(track, speech(ms), RATE, ms, 80 + PTIME);
    }
    stream.settle();
    expect(stream.written.remote.map(({ frame }) => frame)).toEqual([0, 20, 40, 60, 80]);
    expect(stream.jumps()).toBe(0);
  });

  test('that restart on both tracks together keep them aligned', () => {
    const stream = openStream();
    const at = (name: TrackName, frame: number, ms: number, nowMs: number) =>
      stream.push(name, frame, ms, nowMs);
    for (const ms of range(5000, 5200)) {
      at('local', ms, ms, ms - 5000 + PTIME);
      at('remote', ms, ms, ms - 5000 + PTIME);
    }
    // The local track has begun anew when the remote one still brings its last frame.
    at('local', 5200, 5200, 220);
    at('local', 0, 0, 240);
    at('remote', 5200, 5200, 241);
    for (const ms of range(20, 400)) {
      at('remote', ms, ms, 240 + ms);
      at('local', ms, ms, 240 + ms);
    }
    stream.settle();
    expect(stream.jumps()).toBe(1);
    const placeOf = (name: TrackName, frame: number) =>
      stream.written[name].find((one) => one.frame === frame)?.startMs;
    expect(placeOf('remote', 5200)).toBe(placeOf('local', 5200));
    for (const ms of range(20, 400)) expect(placeOf('remote', ms)).toBe(placeOf('local', ms));
  });
});

describe('the first messages of a stream', () => {
  /** Sends frames whose sample values and timestamps are these, on time but for those of a late start. */
  function start(stream: ReturnType<typeof openStream>, name: TrackName, fromMs: number) {
    return {
      burst(timestamps: readonly number[], nowMs: number) {
        for (const ms of timestamps) stream.push(name, ms - fromMs, ms, nowMs);
      },
      onTime(timestamps: readonly number[], lateMs = 0) {
        for (const ms of timestamps) stream.push(name, ms - fromMs, ms, ms + PTIME + lateMs);
      },
    };
  }
  const placed = (startsMs: readonly number[], fromMs = 0, lateMs = 0) =>
    startsMs.map((ms) => ({ frame: ms - fromMs, startMs: ms + lateMs, gapMs: 0 }));

  test('arrive together, late: they are placed by the audio that follows', () => {
    const stream = openStream();
    const remote = start(stream, 'remote', 0);
    remote.burst(range(0, 300), 300);
    remote.onTime(range(300, 600));
    expect(stream.written.remote).toEqual(placed(range(0, 600)));
    expect(stream.jumps()).toBe(0);
  });

  test('arrive late on both tracks: both are placed by the track that shows the delay', () => {
    const stream = openStream();
    start(stream, 'local', 0).burst(range(0, 200), 300);
    start(stream, 'remote', 0).burst(range(0, 300), 300);
    stream.settle();
    expect(stream.written).toEqual({
      local: placed(range(0, 200)),
      remote: placed(range(0, 300)),
    });
  });

  test.each([
    ['the first two', [20, 0]],
    ['the first three', [40, 20, 0]],
  ])('are swapped, %s: they are put in order', (_which, [...swapped]) => {
    const stream = openStream();
    const remote = start(stream, 'remote', 0);
    remote.burst(swapped, swapped.length * PTIME);
    remote.onTime(range(swapped.length * PTIME, 400));
    expect(stream.written.remote).toEqual(placed(range(0, 400)));
    expect(stream.jumps()).toBe(0);
  });

  test('are swapped on a track that begins later: they are reordered, and shift no other track', () => {
    const stream = openStream();
    const local = start(stream, 'local', 0);
    const remote = start(stream, 'remote', 5000);
    local.onTime(range(0, 5000));
    remote.burst([5020, 5000], 5040);
    remote.burst(range(5040, 5300), 5050);
    local.onTime(range(5000, 6000));
    remote.onTime(range(5300, 6000));
    expect(stream.written.local).toEqual(placed(range(0, 6000)));
    expect(stream.written.remote).toEqual(placed(range(5000, 6000), 5000));
    expect(stream.jumps()).toBe(0);
  });

  test('belong before a later first one only for a while', () => {
    const stream = openStream();
    const remote = start(stream, 'remote', 0);
    remote.burst([20], 40);
    remote.burst([0], 40 + JITTER_MS);
    stream.settle();
    expect(stream.written.remote).toEqual([
      { frame: 20, startMs: 20, gapMs: 0 },
      { frame: 0, startMs: 40, gapMs: 0 },
    ]);
    expect(stream.jumps()).toBe(1);
  });

  test('come so long before the rest that they are placed: the stream stays as late as they were', () => {
    const stream = openStream();
    const remote = start(stream, 'remote', 0);
    remote.burst([0], 300);
    remote.burst(range(20, 400), 300 + JITTER_MS);
    remote.onTime(range(400, 600));
    expect(stream.written.remote).toEqual(placed(range(0, 600), 0, 280));
  });

  test('are the only ones: a stop places them', () => {
    const stream = openStream();
    start(stream, 'remote', 0).burst(range(0, 60), 300);
    expect(stream.written.remote).toEqual([]);
    stream.settle();
    expect(stream.written.remote).toEqual(placed(range(0, 60), 0, 240));
  });

  test('are placed by the clock alone when nothing follows', () => {
    const stream = openStream();
    start(stream, 'remote', 0).burst([0], 20);
    for (const track of stream.tracks) track.advance(20 + JITTER_MS);
    expect(stream.written.remote).toEqual(placed([0]));
  });

  test('run far ahead of the clock: they go back no further than a recording waits', () => {
    const stream = openStream();
    start(stream, 'remote', 0).burst(range(0, 10_000), 5000);
    stream.settle();
    const lateMs = 5000 - LATENESS_MS + JITTER_MS;
    expect(stream.written.remote).toEqual(placed(range(0, 10_000), 0, lateMs));
  });

  test('restart immediately: they are not held any longer', () => {
    const stream = openStream();
    const remote = start(stream, 'remote', 0);
    remote.burst([50_000], 20);
    remote.burst([0], 40);
    expect(stream.written.remote).toHaveLength(2);
    expect(stream.jumps()).toBe(1);
  });
});

/** How the timestamps go on from one stretch to the next. */
const move = fc.oneof(
  fc.integer({ min: -60_000, max: -RESTART_MS - 200 }),
  fc.integer({ min: RESTART_MS + 200, max: 1e7 }),
  // A step back by one frame, give or take the slack of timestamps, cannot be distinguished from a doubled frame.
  fc.oneof(fc.integer({ min: -RESTART_MS, max: -30 }), fc.integer({ min: -19, max: -10 })),
);

interface Stretch {
  readonly frames: number;
  readonly move: number;
  /** How long nothing was sent before it. */
  readonly pauseMs: number;
  /** Decides which frames are late or lost. */
  readonly chance: number;
}

/** Numbers in [0, 1): the same ones for the same seed. */
function pseudoRandom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const stretches: fc.Arbitrary<Stretch[]> = fc.array(
  fc.record({
    // What goes a little back within JITTER_MS of the very first cannot be distinguished from what was swapped.
    frames: fc.integer({ min: JITTER_MS / PTIME, max: 40 }),
    move,
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 150, max: 5000 })),
    chance: fc.nat(1e6),
  }),
  { minLength: 1, maxLength: 8 },
);

interface Sent {
  readonly track: TrackName;
  readonly frame: number;
  readonly timestampMs: number;
  readonly arrivesMs: number;
}

/** What arrives of the stretches, in that order, and how much of each track does not. */
function send(plan: readonly Stretch[]) {
  const sent: Sent[] = [];
  const missingMs = { local: 0, remote: 0 };
  let spokenMs = 0;
  let timestampMs = 0;
  let frame = 0;
  plan.forEach(({ frames, chance, ...stretch }, s) => {
    const random = pseudoRandom(chance);
    if (s > 0) {
      // Forward, it takes a jump ahead of the clock to tell it from a pause.
      timestampMs += stretch.move + (stretch.move > 0 ? stretch.pauseMs : 0);
      spokenMs += stretch.pauseMs;
      for (const track of TRACKS) missingMs[track] += stretch.pauseMs;
    }
    // Where they go a little back, what was late or lost before cannot be distinguished from what begins anew.
    const steady = isSmall(plan[s]) || isSmall(plan[s + 1]);
    const overMs = spokenMs + frames * PTIME;
    const batch: Sent[] = [];
    for (let i = 0; i < frames; i++) {
      const fixed = steady || i === 0 || i === frames - 1;
      for (const track of TRACKS) {
        frame += 1;
        const isLost = random() < 0.1;
        const delayMs = random() < 0.5 ? random() * (LATENESS_MS - 2 * PTIME) : 0;
        if (isLost && !fixed) {
          missingMs[track] += PTIME;
          continue;
        }
        // A stretch has arrived before the next begins.
        const arrivesMs = Math.min(spokenMs + PTIME + (fixed ? 0 : delayMs), overMs);
        batch.push({ track, frame, timestampMs, arrivesMs });
      }
      timestampMs += PTIME;
      spokenMs += PTIME;
    }
    sent.push(...batch.sort((a, b) => a.arrivesMs - b.arrivesMs));
  });
  return { sent, missingMs };
}

function isSmall(stretch: Stretch | undefined): boolean {
  return stretch !== undefined && Math.abs(stretch.move) <= RESTART_MS;
}

const total = (written: readonly Written[]) => written.reduce((sum, { gapMs }) => sum + gapMs, 0);

describe('whatever the timestamps do', () => {
  test('everything that arrives is written once, in order, with gaps for what did not arrive', () => {
    fc.assert(
      fc.property(stretches, (plan) => {
        const { sent, missingMs } = send(plan);
        const stream = openStream();
        for (const { track, frame, timestampMs, arrivesMs } of sent) {
          stream.push(track, frame, timestampMs, arrivesMs);
        }
        stream.settle();
        for (const name of TRACKS) {
          const written = [...stream.written[name]].sort((a, b) => a.startMs - b.startMs);
          const frames = sent.filter(({ track }) => track === name).map(({ frame }) => frame);
          const steps = written.slice(1).map((one, i) => one.startMs - (written[i]?.startMs ?? 0));
          expect({
            frames: written.map(({ frame }) => frame),
            overlap: steps.some((step) => step <= PTIME - 10),
            gapsDiffer: Math.abs(total(written) - missingMs[name]) > 10 * plan.length,
          }).toEqual({ frames: frames.sort((a, b) => a - b), overlap: false, gapsDiffer: false });
        }
      }),
      seeded('timestamps that jump', 1000),
    );
  }, 120_000);

  test('frames whose timestamps do not advance are written once, in order, without a gap', () => {
    const runs = fc.array(
      fc.record({ frames: fc.integer({ min: 1, max: 60 }), stuck: fc.boolean() }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(runs, fc.integer({ min: 0, max: 80 }), fc.nat(1e6), (plan, jitterMs, chance) => {
        const random = pseudoRandom(chance);
        const stuck = plan.flatMap((run) => Array.from({ length: run.frames }, () => run.stuck));
        const stream = openStream();
        let timestampMs = 0;
        let nowMs = 0;
        stuck.forEach((isStuck, i) => {
          if (!isStuck) timestampMs = i * PTIME;
          nowMs = Math.max(nowMs, (i + 1) * PTIME + (i === 0 ? 0 : random() * jitterMs));
          stream.push('remote', i + 1, timestampMs, nowMs);
        });
        stream.settle();
        const { remote } = stream.written;
        expect(remote.map(({ frame }) => frame)).toEqual(stuck.map((_, i) => i + 1));
        // Without timestamps jitter may look like loss, though by no more than there is, in each run.
        expect(total(remote)).toBeLessThanOrEqual(jitterMs * plan.length);
      }),
      seeded('timestamps that stand still', 1000),
    );
  }, 120_000);

  test('audio that is late at the beginning is placed correctly once other audio is on time', () => {
    const late = fc.record({
      lateMs: fc.integer({ min: 0, max: LATENESS_MS - JITTER_MS - PTIME }),
      beginsMs: fc.integer({ min: 0, max: 800 }),
      chance: fc.nat(1e6),
    });
    fc.assert(
      fc.property(late, ({ lateMs, beginsMs, chance }) => {
        const random = pseudoRandom(chance);
        const spoken = { local: beginsMs, remote: 0 };
        const arrivals = TRACKS.flatMap((track) =>
          range(spoken[track], spoken[track] + 1400).map((ms) => ({
            track,
            arrivesMs: Math.max(ms + PTIME, lateMs),
          })),
        );
        const stream = openStream();
        // Those of one track stay in order.
        for (const { track, arrivesMs } of arrivals
          .map((one) => ({ ...one, tie: random() }))
          .sort((a, b) => a.arrivesMs - b.arrivesMs || a.tie - b.tie)) {
          const ms = spoken[track];
          spoken[track] += PTIME;
          stream.push(track, ms, 1e6 + ms, arrivesMs);
        }
        stream.settle();
        const placed = (fromMs: number) =>
          range(fromMs, fromMs + 1400).map((ms) => ({ frame: ms, startMs: ms, gapMs: 0 }));
        expect(stream.written).toEqual({ local: placed(beginsMs), remote: placed(0) });
      }),
      seeded('a late beginning', 1000),
    );
  }, 120_000);

  test('no more silence is placed than the elapsed time plus two seconds', () => {
    const anything = fc.record({
      name: fc.constantFrom(...TRACKS),
      timestampMs: fc.oneof(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0, max: 1e14, noNaN: true }),
        fc.constant(undefined),
      ),
      afterMs: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 200 }), (messages) => {
        const stream = openStream();
        let nowMs = 0;
        messages.forEach(({ name, timestampMs, afterMs }, i) => {
          nowMs += afterMs;
          stream.push(name, i, timestampMs, nowMs);
        });
        stream.settle();
        const received = messages.length * PTIME;
        const endMs = Math.max(...stream.tracks.map((track) => track.endMs ?? 0));
        expect(endMs).toBeLessThanOrEqual(nowMs * 1.001 + received + RESTART_MS + PTIME);
      }),
      seeded('silence by timestamps', 1000),
    );
  }, 120_000);
});
