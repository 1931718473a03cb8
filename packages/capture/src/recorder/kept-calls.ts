import { type Clock, DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { CaptureMetrics } from '../metrics.ts';
import { ActiveRecording } from './active-recording.ts';
import { LiveFile } from './live-file.ts';
import { keptPath } from './live-folder.ts';

export interface KeptCallsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  /** Folder of the live files. */
  readonly folder: string;
}

/**
 * Calls that are captured from their start in case somebody asks for a recording before their end. No
 * client sees them and the catalog does not know them; what nobody asked for is deleted at the end
 * of the call, or at the next start after a crash.
 */
export class KeptCalls {
  readonly #deps: KeptCallsDeps;
  readonly #calls = new Map<string, ActiveRecording>();

  constructor(deps: KeptCallsDeps) {
    this.#deps = deps;
  }

  has(session: LiveSession): boolean {
    return this.#calls.has(session.id);
  }

  /** Begins to capture a call. Once for each call. */
  keep(session: LiveSession): void {
    const { clock, folder, metrics } = this.#deps;
    const file = new LiveFile(keptPath(folder, session.id));
    const active = new ActiveRecording({
      recording: provisional(session, clock.now()),
      file,
      now: () => clock.monotonicMs(),
    });
    active.observe({
      onLimit: () => undefined,
      onGap: (lengthMs, reason) => metrics.gapSeconds.inc({ reason }, lengthMs / 1000),
    });
    this.#calls.set(session.id, active);
    active.join(session);
    file.open().catch((error: unknown) => this.#fail(session.id, error));
  }

  /** Hands over what was captured of a call: somebody asked. Undefined when it was not kept. */
  take(session: LiveSession): ActiveRecording | undefined {
    const active = this.#calls.get(session.id);
    this.#calls.delete(session.id);
    return active;
  }

  /** Deletes what was captured of a call. Never rejects. */
  async discard(session: LiveSession): Promise<void> {
    await this.take(session)
      ?.discard()
      .catch((error: unknown) => {
        this.#deps.logger.error({ err: error, session: session.id }, 'kept call not deleted');
      });
  }

  tick(): void {
    for (const active of this.#calls.values()) active.tick();
  }

  /** Does something with the file of each call; one that fails is given up. Never rejects. */
  async forEachFile(work: (active: ActiveRecording) => Promise<void>): Promise<void> {
    await Promise.all(
      [...this.#calls].map(([id, active]) =>
        work(active).catch((error: unknown) => this.#fail(id, error)),
      ),
    );
  }

  /** Gives up all calls. */
  async close(): Promise<void> {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    await Promise.allSettled(calls.map((active) => active.discard()));
  }

  async #fail(sessionId: string, error: unknown): Promise<void> {
    const active = this.#calls.get(sessionId);
    this.#calls.delete(sessionId);
    this.#deps.logger.error({ err: error, session: sessionId }, 'a call can no longer be kept');
    await active?.discard().catch(() => undefined);
  }
}

/** What the capture needs to know until there is a recording. */
function provisional({ session }: LiveSession, now: number): Recording {
  return {
    id: session.id,
    accountId: session.accountId,
    name: session.id,
    target: { kind: 'session', sessionId: session.id },
    call: session.call,
    settings: DEFAULT_SETTINGS,
    origin: { via: 'line' },
    state: 'recording',
    muted: false,
    createdAt: now,
    updatedAt: now,
    startedAt: now,
    pausedMs: 0,
    skippedMs: 0,
  };
}
