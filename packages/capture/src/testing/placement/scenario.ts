import fc from 'fast-check';

/** Duration of a frame; the tests' audio has one sample per millisecond. */
export const FRAME_MS = 20;

/** How the party of one track talks, and what the network does to its frames. */
export interface TrackScript {
  /** When its first frame is spoken. */
  readonly startMs: number;
  /** Spurts of talk, each followed by frames during which nothing is sent. */
  readonly spurts: readonly { readonly talk: number; readonly rest: number }[];
  /** Frames that would arrive during a stall all arrive at its end. */
  readonly stalls: readonly { readonly atMs: number; readonly lengthMs: number }[];
  /** Maximum additional delay of a single frame. */
  readonly jitterMs: number;
  /** Percentage of frames that are lost or duplicated; only with timestamps. */
  readonly lossPercent: number;
  readonly twicePercent: number;
  /** Seed of this track's random numbers. */
  readonly seed: number;
}

/** A call or conference, and what happens to its audio. */
export interface Scenario {
  readonly layout: 'mono' | 'stereo' | 'conference';
  /** For each session, whether its source has timestamps. */
  readonly timestamps: readonly boolean[];
  readonly tracks: readonly TrackScript[];
  /** When the recording begins. */
  readonly beginMs: number;
  /** Pauses and mutes of the recording. */
  readonly commands: readonly {
    readonly kind: 'skip' | 'silence' | 'mute';
    readonly afterMs: number;
    readonly lengthMs: number;
  }[];
}

/** A frame, with the times at which it was spoken and arrived. */
export interface Frame {
  readonly index: number;
  readonly spokenMs: number;
  readonly arrivesMs: number;
}

const script: fc.Arbitrary<TrackScript> = fc.record({
  startMs: fc.integer({ min: 0, max: 600 }),
  spurts: fc.array(
    fc.record({ talk: fc.integer({ min: 1, max: 50 }), rest: fc.integer({ min: 0, max: 70 }) }),
    { minLength: 1, maxLength: 4 },
  ),
  stalls: fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 4000 }),
      lengthMs: fc.integer({ min: 1, max: 900 }),
    }),
    { maxLength: 2 },
  ),
  jitterMs: fc.constantFrom(0, 5, 30, 60),
  lossPercent: fc.constantFrom(0, 0, 1, 10),
  twicePercent: fc.constantFrom(0, 0, 5),
  seed: fc.nat(),
});

/** Any call or conference of one to five parties. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    layout: fc.constantFrom('mono', 'stereo', 'conference' as const),
    size: fc.integer({ min: 1, max: 5 }),
    timestamps: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    tracks: fc.array(script, { minLength: 5, maxLength: 5 }),
    beginMs: fc.constantFrom(0, 0, 313, 1500),
    commands: fc.array(
      fc.record({
        kind: fc.constantFrom('skip', 'silence', 'mute' as const),
        afterMs: fc.integer({ min: 1, max: 1500 }),
        lengthMs: fc.integer({ min: 1, max: 1500 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ size, ...rest }) => ({
    ...rest,
    tracks: rest.tracks.slice(0, rest.layout === 'conference' ? size : Math.min(size, 2)),
  }));

/** The frames of a track that arrive, in order of arrival. */
export function framesOf(track: TrackScript, timestamps: boolean): readonly Frame[] {
  const chance = random(track.seed);
  const frames: Frame[] = [];
  let spokenMs = track.startMs;
  let index = 0;
  let lastMs = 0;
  for (const { talk, rest } of track.spurts) {
    for (let i = 0; i < talk; i++, index++, spokenMs += FRAME_MS) {
      // The first frame sets the position of the track.
      const jitterMs = index === 0 ? 0 : Math.floor(chance() * (track.jitterMs + 1));
      const lost = chance() * 100 < track.lossPercent;
      const twice = chance() * 100 < track.twicePercent;
      let arrivesMs = spokenMs + FRAME_MS + jitterMs;
      if (index > 0) arrivesMs = afterStalls(arrivesMs, track);
      if (!timestamps) arrivesMs = Math.max(arrivesMs, lastMs);
      lastMs = arrivesMs;
      if (timestamps && index > 0 && lost) continue;
      frames.push({ index, spokenMs, arrivesMs });
      if (timestamps && twice) frames.push({ index, spokenMs, arrivesMs: arrivesMs + 7 });
    }
    spokenMs += rest * FRAME_MS;
  }
  return frames.sort((a, b) => a.arrivesMs - b.arrivesMs);
}

/** Stalls do not overlap; without timestamps, overlapping stalls could not be distinguished from talk between them. */
function afterStalls(arrivesMs: number, { stalls }: TrackScript): number {
  let freeMs = 0;
  for (const { atMs, lengthMs } of stalls.toSorted((a, b) => a.atMs - b.atMs)) {
    if (atMs < freeMs) continue;
    freeMs = atMs + lengthMs + 500;
    if (arrivesMs >= atMs && arrivesMs < atMs + lengthMs) return atMs + lengthMs;
  }
  return arrivesMs;
}

/** A pseudorandom number generator for numbers from 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
