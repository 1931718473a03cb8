import type { TrackName } from '@tricord/core';
import { createTestCore, PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { CaptureMetrics } from '../metrics.ts';
import type { LiveSession } from './live-session.ts';
import { LiveSessions } from './live-sessions.ts';
import type { LiveTrack } from './live-track.ts';
import { SessionIntake } from './session-intake.ts';
import { SourceStream } from './source-stream.ts';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const RECONNECT_MS = 5000;
const FRAME_MS = 20;
const TRACKS: readonly TrackName[] = ['remote', 'local'];
/** A call that names itself by a UUID, and one that does so by a sid. */
const CALLS = ['fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38', 'CA1'] as const;

type Step =
  | { readonly do: 'connect'; readonly call: number; readonly tracks: readonly TrackName[] }
  | { readonly do: 'speak' | 'end' | 'drop'; readonly stream: number }
  | { readonly do: 'hangUp'; readonly call: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** Lets everything that is under way go on. */
  | { readonly do: 'breathe' }
  | { readonly do: 'drain' };

const stream = fc.nat(5);
const call = fc.nat(CALLS.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('connect' as const),
      call,
      tracks: fc.constantFrom<readonly TrackName[]>(['remote'], ['local'], TRACKS),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('speak' as const), stream }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), stream }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), stream }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hangUp' as const), call }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(FRAME_MS, 1000, RECONNECT_MS - 1, RECONNECT_MS),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'breathe' as const }) },
);

const steps = fc.array(step, { maxLength: 40 });
/** A peer may come back, or it may not. */
const reconnects = fc.constantFrom(RECONNECT_MS, 0);

const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** A stream of a source. */
interface Peer {
  readonly stream: SourceStream;
  readonly call: number;
  readonly tracks: readonly TrackName[];
  isOver: boolean;
}

/** An intake, peers that send it streams, and the frames that it passes on. */
function openRig(reconnectMs = RECONNECT_MS) {
  const core = createTestCore();
  const { clock, ids } = core;
  const logger = pino({ level: 'silent' });
  const metrics = new CaptureMetrics(new Registry());
  const sessions = new LiveSessions();
  const intake = new SessionIntake({ ...core, sessions, logger, reconnectMs });
  const peers: Peer[] = [];
  const received: number[] = [];
  /** Frames that must be passed on. */
  const due: number[] = [];
  /** Calls one of whose streams is ending: until that is through, it may still have a track. */
  const unsettled = new Set<number>();
  let frame = 0;

  const listen = (_live: LiveSession, track: LiveTrack) =>
    track.addSink({ write: (samples) => void received.push(samples[0] ?? 0) });
  sessions.listen({
    joined: (live) => {
      for (const track of live.tracks) listen(live, track);
      live.addObserver({ dtmf: () => {}, trackAdded: listen });
    },
    updated: () => {},
    left: async () => {},
  });

  const connect = (called: number, tracks: readonly TrackName[]) => {
    const closed = () => drop(peer);
    const transport = { pause: () => {}, resume: () => {}, close: closed, hangUp: closed };
    const peer: Peer = {
      stream: new SourceStream(transport, {
        ...{ intake, clock, logger, metrics, accountId: ACCOUNT },
        ...{ source: 'simulated', peer: undefined, tooLate: 'too late' },
      }),
      call: called,
      tracks,
      isOver: false,
    };
    const name = CALLS[called] ?? '';
    peer.stream.begin({
      id: called === 0 ? name : ids.uuid(),
      knownBy: called === 0 ? 'id' : 'externalId',
      tracks,
      acceptUnknown: true,
      description: called === 0 ? {} : { externalId: name },
    });
    peers.push(peer);
  };
  /** Whether nobody has come after a stream who brings that track of its call. */
  const isNewest = (peer: Peer, track: TrackName) =>
    peers.findLast((one) => !one.isOver && one.call === peer.call && one.tracks.includes(track)) ===
    peer;
  const speak = (peer: Peer) => {
    if (peer.isOver) return;
    clock.advance(FRAME_MS);
    for (const track of peer.tracks) {
      frame += 1;
      const samples = new Int16Array(160).fill(frame);
      if (isNewest(peer, track) && !unsettled.has(peer.call)) due.push(frame);
      const push = () => peer.stream.track(track)?.push(samples, 8000, clock.monotonicMs());
      if (peer.stream.opening) peer.stream.hold(320, push);
      else push();
    }
  };
  const drop = (peer: Peer) => {
    if (peer.isOver) return;
    peer.isOver = true;
    unsettled.add(peer.call);
    void peer.stream.ended('broken');
  };
  const settle = async () => {
    await breathe();
    unsettled.clear();
  };
  return { ...core, sessions, intake, peers, received, due, connect, speak, drop, settle };
}

type Rig = ReturnType<typeof openRig>;

async function take(rig: Rig, step: Step): Promise<void> {
  switch (step.do) {
    case 'connect':
      rig.connect(step.call, step.tracks);
      return;
    case 'hangUp': {
      const peer = rig.peers.find((one) => one.call === step.call && one.stream.session);
      void peer?.stream.session?.hangUp();
      return;
    }
    case 'wait':
      rig.clock.advance(step.ms);
      return;
    case 'breathe':
      await rig.settle();
      return;
    case 'drain':
      rig.intake.stopWaiting();
      return;
    default: {
      const peer = rig.peers[step.stream % Math.max(1, rig.peers.length)];
      if (peer === undefined) return;
      if (step.do === 'speak') rig.speak(peer);
      if (step.do === 'drop') rig.drop(peer);
      if (step.do === 'end' && !peer.isOver) peer.stream.close();
    }
  }
}

/** The sessions' events, by id, without what was added to them. */
function livesOf(rig: Rig): Map<string, string[]> {
  const lives = new Map<string, string[]>();
  for (const event of rig.published) {
    if (!/^session\.(started|resumed|ended)$/.test(event.type) || !('session' in event)) continue;
    const { id } = event.session;
    lives.set(id, [...(lives.get(id) ?? []), event.type.replace('session.', '')]);
  }
  return lives;
}

test(
  'a call is one session at a time without lost audio, whatever happens to its streams',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), reconnects, async (steps, drains, reconnectMs) => {
        const rig = openRig(reconnectMs);
        for (const one of steps) {
          await take(rig, one);
          expect(rig.sessions.size).toBeLessThanOrEqual(CALLS.length);
        }
        await breathe();
        if (drains) rig.intake.stopWaiting();
        for (const peer of rig.peers) rig.drop(peer);
        await breathe();
        rig.clock.advance(RECONNECT_MS);
        await breathe();
        const lives = livesOf(rig);
        expect(lives.size).toBeLessThanOrEqual(CALLS.length);
        for (const events of lives.values()) {
          const begins = events.map((_, i) => (i === 0 ? 'started' : 'resumed'));
          expect(events).toEqual(begins.map((begin, i) => (i % 2 === 0 ? begin : 'ended')));
          expect(events.length % 2).toBe(0);
        }
        expect(rig.sessions.size).toBe(0);
        // Nothing that arrived is lost or doubled.
        const counts = new Map<number, number>();
        for (const frame of rig.received) counts.set(frame, (counts.get(frame) ?? 0) + 1);
        expect(rig.due.filter((frame) => !counts.has(frame))).toEqual([]);
        expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
        expect(rig.peers.filter(({ stream }) => stream.fault !== undefined)).toEqual([]);
        // Every timer had an owner.
        expect(rig.clock.pending).toBe(0);
        await rig.intake.close();
      }),
      seeded('streams of calls', 500),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test('a hang-up resolves once the recordings have settled, even if the catalog fails', async () => {
  const rig = openRig();
  let settle = () => {};
  rig.sessions.listen({
    joined: () => {},
    updated: () => {},
    left: () =>
      new Promise((resolve) => {
        settle = resolve;
      }),
  });
  rig.connect(0, ['remote']);
  await breathe();
  rig.catalog.sessions.update = async () => {
    throw new Error('no room');
  };
  let isOver = false;
  const hungUp = rig.peers[0]?.stream.session?.hangUp().then(() => {
    isOver = true;
  });
  await breathe();
  expect(isOver).toBe(false);
  settle();
  await hungUp;
  expect(rig.sessions.size).toBe(0);
});

test('a call continues with an older stream of its track when the newer one ends, even without reconnecting', async () => {
  const rig = openRig(0);
  rig.connect(0, ['remote']);
  await breathe();
  rig.connect(0, ['remote']);
  await breathe();
  const [older, newer] = rig.peers;
  if (older === undefined || newer === undefined) throw new Error('no streams');
  newer.stream.close();
  await rig.settle();
  expect(rig.sessions.size).toBe(1);
  rig.speak(older);
  expect(rig.received).toEqual([1]);
  older.stream.close();
  await rig.settle();
  expect(rig.sessions.size).toBe(0);
});

test('a call ends when all its streams have ended, in any order', async () => {
  const rig = openRig();
  rig.connect(0, ['remote']);
  await breathe();
  rig.connect(0, ['remote']);
  await breathe();
  rig.peers[1]?.stream.close();
  rig.peers[0]?.stream.close();
  await rig.settle();
  expect(rig.sessions.size).toBe(0);
  expect(rig.clock.pending).toBe(0);
});

test('a call whose end could not be saved resumes as the same session', async () => {
  const rig = openRig();
  rig.connect(0, ['remote']);
  await breathe();
  const { update } = rig.catalog.sessions;
  rig.catalog.sessions.update = async () => {
    throw new Error('no room');
  };
  rig.peers[0]?.stream.close();
  await breathe();
  rig.catalog.sessions.update = update;
  rig.connect(0, ['remote']);
  await breathe();
  expect(rig.peers[1]?.stream.fault).toBeUndefined();
  expect([...livesOf(rig).values()]).toEqual([['started', 'ended', 'resumed']]);
});

/** Has writes of sessions fail. @returns mends that. */
function failUpdates({ catalog }: Rig): () => void {
  const { update } = catalog.sessions;
  catalog.sessions.update = async () => {
    throw new Error('database is locked');
  };
  return () => {
    catalog.sessions.update = update;
  };
}

test('an end that the catalog cannot save is saved and published once it can', async () => {
  const rig = openRig();
  rig.connect(0, ['remote']);
  await breathe();
  const mend = failUpdates(rig);
  const endedAt = rig.clock.now();
  rig.peers[0]?.stream.close();
  for (let i = 0; i < 20; i++) {
    await breathe();
    rig.clock.advance(1000);
  }
  expect([...livesOf(rig).values()]).toEqual([['started']]);
  mend();
  for (let i = 0; i < 10; i++) {
    await breathe();
    rig.clock.advance(1000);
  }
  await breathe();
  expect([...livesOf(rig).values()]).toEqual([['started', 'ended']]);
  const session = await rig.catalog.sessions.get(ACCOUNT, CALLS[0]);
  expect(session).toMatchObject({ state: 'ended', endedAt });
  expect(rig.clock.pending).toBe(0);
});

test('an end that the catalog cannot save before the intake closes is left to the next start', async () => {
  const rig = openRig();
  rig.connect(0, ['remote']);
  await breathe();
  failUpdates(rig);
  rig.peers[0]?.stream.close();
  await breathe();
  await rig.intake.close();
  expect(rig.clock.pending).toBe(0);
});

test(
  'a late end never ends a resumed session',
  async () => {
    const moves = fc.constantFrom('fail', 'mend', 'connect', 'close', 'wait', 'breathe');
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { maxLength: 40 }), async (plan) => {
        const rig = openRig(0);
        let mend = () => {};
        let open: SourceStream | undefined;
        for (const move of plan) {
          if (move === 'fail' || move === 'mend') mend();
          if (move === 'fail') mend = failUpdates(rig);
          if (move === 'mend') mend = () => {};
          if (move === 'wait') rig.clock.advance(300);
          if (move === 'breathe') await breathe();
          if (move === 'close') open?.close();
          if (move === 'connect') {
            open?.close();
            rig.connect(0, ['remote']);
            open = rig.peers.at(-1)?.stream;
          }
        }
        mend();
        for (let i = 0; i < 20; i++) {
          rig.clock.advance(5000);
          await breathe();
        }
        const isLive = rig.sessions.size === 1;
        const session = await rig.catalog.sessions.get(ACCOUNT, CALLS[0]);
        expect(session?.state ?? 'ended').toBe(isLive ? 'live' : 'ended');
        const [events = []] = livesOf(rig).values();
        if (events.length > 0) expect(events.at(-1) === 'ended').toBe(!isLive);
        expect(events.filter((one, i) => one === 'ended' && events[i - 1] === 'ended')).toEqual([]);
        await rig.intake.close();
      }),
      seeded('late ends', 300),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test('a stream that joins while the call ends is saved before the end, or not at all', async () => {
  const rig = openRig();
  rig.connect(0, ['remote']);
  await breathe();
  const { update } = rig.catalog.sessions;
  let proceed = () => {};
  const turn = new Promise<void>((resolve) => {
    proceed = resolve;
  });
  rig.catalog.sessions.update = async (...args) => {
    await turn;
    return update.apply(rig.catalog.sessions, args);
  };
  rig.connect(0, ['local']);
  await breathe();
  void rig.peers[0]?.stream.session?.hangUp();
  await breathe();
  proceed();
  await breathe();
  const types = rig.published.map(({ type }) => type).filter((type) => type.startsWith('session.'));
  expect(types).toContain('session.updated');
  expect(types.indexOf('session.ended')).toBe(types.length - 1);
});
