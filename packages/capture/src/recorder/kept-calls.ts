import { type Clock, DEFAULT_SETTINGS } from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { CaptureMetrics } from '../metrics.ts';
import type { Admission } from './admission/admission.ts';
import { RecordingAudio } from './audio/recording-audio.ts';
import { LiveFile } from './files/live-file.ts';
import { keptPath } from './files/live-folder.ts';

export interface KeptCallsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  readonly admission: Admission;
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
  readonly #calls = new Map<string, RecordingAudio>();

  constructor(deps: KeptCallsDeps) {
    this.#deps = deps;
  }

  /** Begins to capture a call. Once for each call. */
  keep(session: LiveSession): void {
    const { admission, clock, folder, metrics } = this.#deps;
    const file = new LiveFile(keptPath(folder, session.id));
    const audio = new RecordingAudio({
      settings: DEFAULT_SETTINGS,
      file,
      listener: {
        onLimit: () => undefined,
        onGap: (lengthMs, reason) => {
          metrics.gapSeconds.inc({ reason }, lengthMs / 1000);
          if (reason === 'back-pressure') admission.dropped(lengthMs);
        },
      },
      now: () => clock.monotonicMs(),
    });
    this.#calls.set(session.id, audio);
    audio.join(session);
    file.open().catch((error: unknown) => this.#fail(session.id, error));
  }

  /** Hands over what was captured of a call: somebody asked. Undefined when it was not kept. */
  take(session: LiveSession): RecordingAudio | undefined {
    const audio = this.#calls.get(session.id);
    this.#calls.delete(session.id);
    return audio;
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
    for (const audio of this.#calls.values()) audio.tick();
  }

  /** Does something with the file of each call; one that fails is given up. Never rejects. */
  async forEachFile(work: (audio: RecordingAudio) => Promise<void>): Promise<void> {
    await Promise.all(
      [...this.#calls].map(([id, audio]) =>
        work(audio).catch((error: unknown) => this.#fail(id, error)),
      ),
    );
  }

  /** Gives up all calls. */
  async close(): Promise<void> {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    await Promise.allSettled(calls.map((audio) => audio.discard()));
  }

  async #fail(sessionId: string, error: unknown): Promise<void> {
    const audio = this.#calls.get(sessionId);
    this.#calls.delete(sessionId);
    this.#deps.logger.error({ err: error, session: sessionId }, 'a call can no longer be kept');
    await audio?.discard().catch(() => undefined);
  }
}
