import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWav } from '@tricord/audio';
import {
  DEFAULT_SETTINGS,
  describeSession,
  InProcessEventBus,
  type Recording,
  type RecordingSettings,
  type RecordingTarget,
  type SessionDescription,
  startRecording,
  type TrackName,
  type TricordEvent,
  type User,
} from '@tricord/core';
import {
  IngestingMediaStore,
  ListDirectory,
  ManualClock,
  MemoryCatalog,
  SequenceIds,
  temporaryFolder,
} from '@tricord/testkit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import {
  CaptureMetrics,
  type LiveSession,
  LiveSessions,
  SessionIntake,
  SessionRecorder,
} from '../index.ts';
import type { LiveFile } from '../recorder/files/live-file.ts';
import type { ShuffledWaits } from './shuffled-waits.ts';

export const ACCOUNT = '11111111-1111-4111-8111-111111111111';
export const FRAME_MS = 20;
/** The default of `recording.reconnectMs`. */
export const RECONNECT_MS = 5000;

export interface TestCaptureOptions {
  readonly freeBytes?: number;
  /** How often live files are synced, which checks that they are in place. Default: 5 s. */
  readonly fsyncIntervalMs?: number;
  readonly makeLiveFile?: (path: string) => LiveFile;
  /** Users of the account. Default: none. */
  readonly users?: readonly User[];
  /** Delays of catalog and media store operations; the media store then reads no files. */
  readonly waits?: ShuffledWaits;
}

/** A recorder in which only the clock, the catalog, the media store and the network are fakes. */
export async function openTestCapture(options: TestCaptureOptions = {}) {
  const folder = await temporaryFolder();
  const clock = new ManualClock();
  const ids = new SequenceIds();
  const catalog = new MemoryCatalog();
  const media = new IngestingMediaStore(options.freeBytes ?? 1e12);
  if (options.waits !== undefined) slowDown(catalog, media, options.waits);
  const published: TricordEvent[] = [];
  const events = new InProcessEventBus((error) => {
    throw error;
  });
  events.subscribe((event) => published.push(event));
  const logger = pino({ level: 'silent' });
  const metrics = new CaptureMetrics(new Registry());
  const sessions = new LiveSessions();
  const directory = new ListDirectory({ [ACCOUNT]: options.users ?? [] });
  const loopDelay = { ms: 0, take: () => loopDelay.ms, close: () => undefined };
  const forgotten: string[] = [];
  const renditions = {
    forget: async (id: string) => {
      forgotten.push(id);
      await media.delete(id);
    },
  };
  const recordingDefaults = () => ({});
  const recorder = await SessionRecorder.open(
    {
      ...{ ids, recordingDefaults },
      ...{ catalog, media, renditions, events, clock, sessions, logger, metrics, loopDelay },
      ...(options.makeLiveFile === undefined ? {} : { makeLiveFile: options.makeLiveFile }),
    },
    {
      folder: join(folder.path, 'live'),
      flushIntervalMs: 1000,
      fsyncIntervalMs: options.fsyncIntervalMs ?? 5000,
      minFreeBytes: 1e6,
      maxLoopDelayMs: 250,
    },
  );
  recorder.watchLoad();
  const intake = new SessionIntake({
    ...{ catalog, events, directory, clock, recorder, sessions, logger },
    reconnectMs: RECONNECT_MS,
  });
  const acting = { directory, actor: { via: 'test' } };
  const core = { catalog, recorder, recordingDefaults, clock, ids, events, ...acting };

  return {
    ...core,
    intake,
    sessions,
    media,
    metrics,
    loopDelay,
    logger,
    published,
    forgotten,
    folder: folder.path,
    /** A session whose audio is about to arrive. */
    async call(
      tracks: readonly TrackName[] = ['remote'],
      id = ids.uuid(),
      description: SessionDescription = {},
    ): Promise<LiveSession> {
      const { stream } = await intake.open({
        accountId: ACCOUNT,
        id,
        source: 'simulated',
        tracks,
        acceptUnknown: true,
        description,
        hangUp: () => stream.leave('ended'),
      });
      return stream.session;
    },
    /** Ends a call. Idempotent. */
    end: (session: LiveSession) => session.hangUp(),
    describe: (id: string, description: SessionDescription) =>
      describeSession(core, ACCOUNT, id, description),
    /** Starts a recording of a session; resolves with it as `queued`. */
    begin: (session: LiveSession, settings: Partial<RecordingSettings> = {}) =>
      startRecording(core, {
        accountId: ACCOUNT,
        target: { sessionId: session.id },
        settings,
        origin: { via: 'test' },
      }),
    /** Starts a recording and waits until it is recording. */
    async record(
      session: LiveSession | RecordingTarget,
      settings: Partial<RecordingSettings> = {},
      {
        via = 'test',
        ...more
      }: { name?: string; ifExists?: 'overwrite' | 'append'; via?: string } = {},
    ): Promise<Recording> {
      const started = nextEvent(events, 'recording.started');
      await startRecording(core, {
        accountId: ACCOUNT,
        target:
          'kind' in session && session.kind === 'conference'
            ? { conferenceId: session.conferenceId }
            : { sessionId: 'id' in session ? session.id : '' },
        settings: { ...DEFAULT_SETTINGS, ...settings },
        origin: { via },
        ...more,
      });
      return started;
    },
    /** Stops a recording and waits until it has settled. */
    async stop({ id }: Recording): Promise<Recording> {
      await recorder.command(ACCOUNT, id, { type: 'stop' });
      return recorder.settled(ACCOUNT, id);
    },
    /** The stored audio of a recording. */
    async audio({ id }: Recording) {
      const stream = await media.read(id);
      if (stream === undefined) throw new Error(`no audio of ${id}`);
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return readWav(Buffer.concat(chunks));
    },
    /** What a live file would contain if the process crashed now. */
    async liveAudio({ id }: Recording) {
      return readWav(await readFile(join(folder.path, 'live', `${id}.wav`)));
    },
    async close() {
      await recorder.close();
      await intake.close();
      await folder.close();
    },
  };
}

export type TestCapture = Awaited<ReturnType<typeof openTestCapture>>;

/** Makes each write wait for its turn. */
function slowDown(catalog: MemoryCatalog, media: IngestingMediaStore, waits: ShuffledWaits): void {
  const { recordings, sessions } = catalog;
  const { insert, apply } = recordings;
  recordings.insert = async (...given) => {
    await waits.wait();
    await insert.apply(recordings, given);
  };
  recordings.apply = async (...given) => {
    await waits.wait();
    return apply.apply(recordings, given);
  };
  const { update } = sessions;
  sessions.update = async (...given) => {
    await waits.wait();
    return update.apply(sessions, given);
  };
  media.ingest = async (key) => {
    await waits.wait();
    return media.put(key, Buffer.alloc(44));
  };
}

/** Resolves with the recording of the next event of this type. */
export function nextEvent(
  events: InProcessEventBus,
  type: TricordEvent['type'],
): Promise<Recording> {
  return new Promise((resolve) => {
    const stop = events.subscribe((event) => {
      if (event.type !== type || !('recording' in event)) return;
      stop();
      resolve(event.recording);
    });
  });
}

/** Sends samples to a session in frames of 20 ms, advancing the clock. */
export function speak(
  capture: { clock: ManualClock },
  parts: readonly { session: LiveSession; track?: TrackName; samples: Int16Array }[],
  sampleRateHz = 8000,
): void {
  const frame = (sampleRateHz * FRAME_MS) / 1000;
  const length = Math.max(...parts.map((part) => part.samples.length));
  for (let at = 0; at < length; at += frame) {
    capture.clock.advance(FRAME_MS);
    for (const { session, track = 'remote', samples } of parts) {
      const stretch = samples.subarray(at, at + frame);
      session.track(track)?.push(stretch, sampleRateHz, capture.clock.monotonicMs());
    }
  }
}
