import {
  type ActingCore,
  beginSession,
  conferenceJoined,
  expectSession,
  InProcessEventBus,
  type Session,
  type SessionDescription,
  type TricordEvent,
  type User,
} from '@tricord/core';
import { FakeImports } from './fake-imports.ts';
import { FakeRecorder } from './fake-recorder.ts';
import { FakeSessionControl } from './fake-session-control.ts';
import { ListDirectory } from './list-directory.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryCatalog } from './memory-catalog.ts';
import { MemoryMediaStore } from './memory-media-store.ts';
import { SequenceIds } from './sequence-ids.ts';
import { StoredRenditions } from './stored-renditions.ts';

/** A complete core in memory, for tests of use cases and dialects. */
export interface TestCore extends ActingCore {
  readonly catalog: MemoryCatalog;
  readonly media: MemoryMediaStore;
  readonly recorder: FakeRecorder;
  readonly imports: FakeImports;
  readonly sessionControl: FakeSessionControl;
  readonly clock: ManualClock;
  readonly ids: SequenceIds;
  /** All events so far, oldest first. */
  readonly published: readonly TricordEvent[];
  /** Starts a session. */
  liveSession(accountId: string, description?: SessionDescription): Promise<Session>;
  /** Resumes a session that has ended. */
  resume(session: Session): Promise<Session>;
  /** Ends a session. */
  hangUp(session: Session): Promise<void>;
}

/** @param users by account id */
export function createTestCore(users: Readonly<Record<string, readonly User[]>> = {}): TestCore {
  const catalog = new MemoryCatalog();
  const media = new MemoryMediaStore();
  const clock = new ManualClock();
  const ids = new SequenceIds();
  const published: TricordEvent[] = [];
  const events = new InProcessEventBus((error) => {
    throw error;
  });
  events.subscribe((event) => published.push(event));
  const recorder = new FakeRecorder({ catalog, media, events, clock });
  const membership = { catalog, recorder, events, clock };
  const sessionControl = new FakeSessionControl(membership);

  return {
    catalog,
    media,
    renditions: new StoredRenditions(media),
    recorder,
    recordingDefaults: () => ({}),
    imports: new FakeImports(media),
    sessionControl,
    directory: new ListDirectory(users, catalog.directory),
    events,
    clock,
    ids,
    actor: { via: 'test' },
    published,
    async liveSession(accountId, description = {}) {
      const now = clock.now();
      const expected = expectSession(ids.uuid(), accountId, description, now);
      const session = beginSession(expected, 'simulated', ['remote'], now);
      await catalog.sessions.insert(session);
      events.publish({ type: 'session.started', at: now, accountId, session });
      await conferenceJoined(membership, session);
      return session;
    },
    async resume({ accountId, id }) {
      const now = clock.now();
      const session = await catalog.sessions.update(accountId, id, (ended) =>
        beginSession(ended, 'simulated', ['remote'], now),
      );
      if (session === undefined) throw new Error(`no session ${id}`);
      events.publish({ type: 'session.resumed', at: now, accountId, session });
      await conferenceJoined(membership, session);
      return session;
    },
    hangUp: ({ accountId, id }) => sessionControl.hangUp(accountId, id),
  };
}
