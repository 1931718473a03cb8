import type { Timer } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../../intake/live-sessions.ts';
import { LineSession, type LineSessionDeps } from './line-session.ts';

export interface LineRecorderDeps extends LineSessionDeps {
  readonly sessions: LiveSessions;
}

/** Puts down a call that was never recorded. Rejects when it cannot. */
type Report = () => Promise<void>;

/** How long reports wait that could not be put down, milliseconds. */
const REPORT_RETRY_MS = 5000;
/** So many of them wait; of more, only the log knows. */
const MAX_REPORTS = 10_000;

/**
 * Does by itself what a call's line asks for: records it, or keeps it in case somebody asks. A call
 * whose line becomes known only later is treated so from then on. A call that should have been recorded
 * and never was is a `failed` recording, before its end is told if that can be.
 */
export class LineRecorder implements SessionsListener {
  readonly #deps: LineRecorderDeps;
  readonly #stopListening: () => void;
  readonly #calls = new Map<LiveSession, LineSession>();
  readonly #reports: Report[] = [];
  #retry: Timer | undefined;
  #isClosed = false;

  constructor(deps: LineRecorderDeps) {
    this.#deps = deps;
    this.#stopListening = deps.sessions.listen(this);
  }

  joined(session: LiveSession): Promise<void> {
    const call = new LineSession(this.#deps, session);
    this.#calls.set(session, call);
    return call.describe();
  }

  updated(session: LiveSession): void {
    void this.#calls.get(session)?.describe();
  }

  async left(session: LiveSession): Promise<void> {
    const report = await this.#calls.get(session)?.end();
    this.#calls.delete(session);
    if (report === undefined) return;
    try {
      await report();
    } catch (error) {
      const facts = { err: error, session: session.id, call: session.session.call };
      this.#deps.logger.error(facts, 'call of an automatic line neither recorded nor put down');
      if (this.#reports.length < MAX_REPORTS) this.#reports.push(report);
      this.#reportLater();
    }
  }

  /** Tries no more, after once more what could not be put down. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    this.#retry?.cancel();
    for (const call of this.#calls.values()) call.close();
    this.#calls.clear();
    await this.#reportAll();
  }

  #reportLater(): void {
    if (this.#isClosed) return;
    this.#retry ??= this.#deps.clock.after(REPORT_RETRY_MS, () => {
      this.#retry = undefined;
      void this.#reportAll();
    });
  }

  /** In order, until one cannot be put down. Never rejects. */
  async #reportAll(): Promise<void> {
    for (let report = this.#reports.shift(); report !== undefined; report = this.#reports.shift()) {
      try {
        await report();
      } catch {
        // The log has it since the first time.
        this.#reports.unshift(report);
        this.#reportLater();
        return;
      }
    }
  }
}
