import { join } from 'node:path';
import { readWav } from '@tricord/audio';
import {
  CaptureMetrics,
  type LiveSession,
  LiveSessions,
  SessionIntake,
  SessionRecorder,
} from '@tricord/capture';
import type { CoreDeps, TrackName } from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { ConversionPool, IntegrityChecker, MediaRenditions } from '@tricord/renditions';
import {
  createTestCore,
  IngestingMediaStore,
  type TemporaryFolder,
  type TestCore,
  temporaryFolder,
} from '@tricord/testkit';
import { Registry } from 'prom-client';
import request, { type Test } from 'supertest';
import { ACME, BASE, createHarness, type Harness } from './harness.ts';

const FRAME_MS = 20;
const RATE_HZ = 8000;

/** The API over a real recorder; only the clock, the catalog and the network are fakes. */
export class AudioRig {
  readonly harness: Harness;
  readonly #core: TestCore;
  readonly #intake: SessionIntake;
  readonly #close: readonly (() => Promise<void>)[];

  private constructor(
    harness: Harness,
    core: TestCore,
    intake: SessionIntake,
    close: readonly (() => Promise<void>)[],
  ) {
    this.harness = harness;
    this.#core = core;
    this.#intake = intake;
    this.#close = close;
  }

  /** @param recordingDefaults the account's recording settings. */
  static async open(
    recordingDefaults: CoreDeps['recordingDefaults'] = () => ({}),
  ): Promise<AudioRig> {
    const folder = await temporaryFolder();
    const core = createTestCore();
    const media = new IngestingMediaStore();
    const mp3 = await ConversionPool.open({ threads: 1 });
    const { recordings } = core.catalog;
    const integrity = new IntegrityChecker({ media, recordings, clock: core.clock });
    const renditions = await MediaRenditions.open({
      ...{ media, mp3, integrity },
      cacheBytes: 10_000_000,
    });
    const sessions = new LiveSessions();
    const recorder = await openRecorder({ ...core, media, renditions }, sessions, folder);
    const { catalog, events, directory, clock } = core;
    const logger = createLogger('silent');
    const intake = new SessionIntake({
      ...{ catalog, events, directory, clock, recorder, sessions, logger },
      reconnectMs: 5000,
    });
    // Tests use only those fakes that are not replaced here.
    const parts = { media, renditions, recorder, recordingDefaults };
    const real = { ...core, ...parts } as unknown as TestCore;
    return new AudioRig(createHarness({ core: real }), core, intake, [
      () => recorder.close(),
      () => intake.close(),
      () => renditions.close(),
      () => integrity.close(),
      () => mp3.close(),
      () => folder.close(),
    ]);
  }

  async close(): Promise<void> {
    for (const close of this.#close) await close();
  }

  /** A live call with both tracks. */
  async call(): Promise<LiveSession> {
    const { stream } = await this.#intake.open({
      accountId: ACME.sid,
      id: this.#core.ids.uuid(),
      source: 'simulated',
      tracks: ['local', 'remote'],
      acceptUnknown: true,
      description: {},
      hangUp: () => stream.leave('ended'),
    });
    return stream.session;
  }

  /** Sends audio to the tracks of a call in frames of 20 ms, advancing the clock. */
  speak(session: LiveSession, tracks: Partial<Record<TrackName, Int16Array>>): void {
    const { clock } = this.#core;
    const frame = (RATE_HZ * FRAME_MS) / 1000;
    const parts = Object.entries(tracks) as [TrackName, Int16Array][];
    const length = Math.max(...parts.map(([, samples]) => samples.length));
    for (let at = 0; at < length; at += frame) {
      clock.advance(FRAME_MS);
      for (const [track, samples] of parts) {
        const stretch = samples.subarray(at, at + frame);
        session.track(track)?.push(stretch, RATE_HZ, clock.monotonicMs());
      }
    }
  }

  /** Creates or updates a recording as a client does; returns the body of the response. */
  async post(path: string, form: object = {}): Promise<{ sid: string; duration: number }> {
    const { app } = this.harness;
    const { status, body } = await request(app)
      .post(BASE + path)
      .auth(ACME.sid, ACME.token)
      .type('form')
      .send(form);
    if (status !== 200) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Starts a recording of the call; it is recording once the request is answered. */
  async record(session: LiveSession, form: object = {}): Promise<string> {
    return (await this.post(`/Calls/${session.id}/Recordings`, form)).sid;
  }

  fetch(path: string): Test {
    return request(this.harness.app)
      .get(BASE + path)
      .auth(ACME.sid, ACME.token)
      .buffer(true);
  }

  /** The audio of a recording, as downloaded by a client. */
  async audio(sid: string, query = ''): Promise<ReturnType<typeof readWav>> {
    const { status, body } = await this.fetch(`/Recordings/${sid}.wav${query}`);
    if (status !== 200) throw new Error(`GET of the audio: ${status}`);
    return readWav(body);
  }
}

function openRecorder(
  core: CoreDeps,
  sessions: LiveSessions,
  folder: TemporaryFolder,
): Promise<SessionRecorder> {
  const logger = createLogger('silent');
  const metrics = new CaptureMetrics(new Registry());
  const loopDelay = { take: () => 0, close: () => undefined };
  return SessionRecorder.open(
    { ...core, sessions, logger, metrics, loopDelay },
    {
      folder: join(folder.path, 'live'),
      flushIntervalMs: 1000,
      fsyncIntervalMs: 5000,
      minFreeBytes: 0,
      maxLoopDelayMs: 250,
    },
  );
}
