import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { auditEvents, type Line, type Recording, type User } from '@tricord/core';
import { ListDirectory } from '@tricord/testkit';
import type { LiveSession } from '../intake/live-session.ts';
import { LiveFile } from '../recorder/files/live-file.ts';
import { LineRecorder } from '../recorder/lines/line-recorder.ts';
import { ACCOUNT, FRAME_MS, openTestCapture } from './test-capture.ts';

/** Faults that tests can switch on and off. */
interface Faults {
  /** The catalog cannot save new recordings. */
  catalog: boolean;
  /** The recorder of lines cannot read the directory. */
  directory: boolean;
}

const RATE_HZ = 8000;
const FRAME_SAMPLES = (RATE_HZ * FRAME_MS) / 1000;

/** The lines of a rig, by their numbers. */
const LINES: Readonly<Record<string, Partial<Line>>> = {
  '101': { recordingMode: 'automatic' },
  '102': { recordingMode: 'live-keep' },
  '103': { recordingMode: 'on-demand' },
};

function usersOf(lines: typeof LINES): readonly User[] {
  return Object.entries(lines).map(([directoryNumber, line]) => ({
    username: `user-${directoryNumber}`,
    role: 'recorder',
    lines: [
      {
        deviceName: `SEP${directoryNumber}`,
        directoryNumber,
        monitorable: true,
        recordingMode: 'on-demand',
        ...line,
      },
    ],
  }));
}

class WatchedLiveFile extends LiveFile {
  readonly #work: Set<Promise<void>>;

  /** @param work the set of pending file operations. */
  constructor(path: string, work: Set<Promise<void>>) {
    super(path);
    this.#work = work;
  }

  override open(): Promise<void> {
    return this.#watch(super.open());
  }

  override moveTo(path: string): Promise<void> {
    return this.#watch(super.moveTo(path));
  }

  override discard(): Promise<void> {
    return this.#watch(super.discard());
  }

  #watch(work: Promise<void>): Promise<void> {
    this.#work.add(work);
    const over = () => void this.#work.delete(work);
    work.then(over, over);
    return work;
  }
}

/** A recorder with its lines, whose dependencies can be made to fail. */
export async function openLineRig(lines = LINES) {
  const work = new Set<Promise<void>>();
  const users = usersOf(lines);
  const capture = await openTestCapture({
    users,
    makeLiveFile: (path) => new WatchedLiveFile(path, work),
  });
  const { recordings } = capture.catalog;
  const faults: Faults = { catalog: false, directory: false };
  const insert = recordings.insert.bind(recordings);
  recordings.insert = async (...given) => {
    if (faults.catalog) throw new Error('The catalog is broken');
    await insert(...given);
  };
  const directory = new ListDirectory({ [ACCOUNT]: users });
  const find = directory.lines.bind(directory);
  directory.lines = async (...given) => {
    if (faults.directory) throw new Error('The directory is broken');
    return find(...given);
  };
  const timers = capture.clock.pending;
  const stopAudit = auditEvents(capture);
  const recorder = new LineRecorder({ ...capture, directory });

  return {
    ...capture,
    directory,
    faults,
    lines: recorder,
    /** Pending timers in addition to those that a recorder always has. */
    get retries(): number {
      return capture.clock.pending - timers;
    },
    /** A call on a line, whose audio is about to arrive. */
    async callOn(directoryNumber: string): Promise<LiveSession> {
      const id = capture.ids.uuid();
      await capture.describe(id, { line: { directoryNumber } });
      return capture.call(['remote'], id);
    },
    /** Sets whether the store has space at the next check. */
    setSpace(hasSpace: boolean): void {
      capture.media.free = hasSpace ? 1e12 : 0;
    },
    /** Fills the store and waits until the recorder has noticed. */
    async fillDisk(): Promise<void> {
      this.setSpace(false);
      await this.speak(undefined, 5000);
    },
    /** The number of calls that wait to be captured. */
    async waiting(mode: 'automatic' | 'live-keep'): Promise<number> {
      const { values } = await capture.metrics.callsWaiting.get();
      return values.find(({ labels }) => labels.mode === mode)?.value ?? 0;
    },
    /** Sets whether live files can be created. */
    async setFolder(isThere: boolean): Promise<void> {
      const [folder, aside] = ['live', 'aside'].map((name) => join(capture.folder, name));
      if (folder === undefined || aside === undefined) return;
      await (isThere ? rename(aside, folder) : rename(folder, aside));
    },
    /** Advances the clock and sends audio in which each frame encodes when it was spoken: see {@link spokenAt}. */
    async speak(session: LiveSession | undefined, ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= FRAME_MS) {
        capture.clock.advance(FRAME_MS);
        const now = capture.clock.monotonicMs();
        const frame = new Int16Array(FRAME_SAMPLES).fill(now / FRAME_MS);
        session?.track('remote')?.push(frame, RATE_HZ, now);
        await settled();
      }
    },
    /** Waits until no live file is being created, renamed or deleted: the disk does not follow the manual clock. */
    async filesSettled(): Promise<void> {
      while (work.size > 0) {
        await Promise.allSettled(work);
        await settled();
      }
    },
    /** The recordings of the account, oldest first. */
    async recordings(): Promise<readonly Recording[]> {
      const { items } = await recordings.list({ accountId: ACCOUNT, limit: 99 });
      return [...items].reverse();
    },
    /** When the start and the end of a recording's audio were spoken, monotonic milliseconds. */
    async spokenAt(recording: Recording): Promise<{ from: number; to: number } | undefined> {
      const [samples = new Int16Array()] = (await capture.audio(recording)).channels;
      const frames = samples.filter((_, at) => at % FRAME_SAMPLES === 0);
      const [first] = frames;
      const last = frames.at(-1);
      if (first === undefined || last === undefined) return undefined;
      if (last - first !== frames.length - 1) throw new Error('audio is missing in between');
      return { from: (first - 1) * FRAME_MS, to: last * FRAME_MS };
    },
    async close(): Promise<void> {
      await recorder.close();
      await stopAudit();
      await capture.close();
    },
  };
}

export type LineRig = Awaited<ReturnType<typeof openLineRig>>;

/** Waits for pending work that depends on neither files nor the clock. */
export async function settled(): Promise<void> {
  await new Promise(setImmediate);
}
