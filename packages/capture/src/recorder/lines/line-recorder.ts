import type { Timer } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../../intake/live-sessions.ts';
import { LineSession, type LineSessionDeps } from './line-session.ts';

export interface LineRecorderDeps extends LineSessionDeps {
  readonly sessions: LiveSessions;
}

/** Saves that a session was never recorded. Rejects when it cannot. */
type Report = () => Promise<void>;

/** How long to wait before trying to save a report again, milliseconds. */
const REPORT_RETRY_MS = 5000;
/** The most reports that wait; further ones are only logged. */
const MAX_REPORTS = 10_000;

/**
 * Applies the policy of a session's line: records it automatically, or captures it in case a client asks. If the line
 * becomes known only later, the policy applies from then on. A session that should have been recorded and never was
 * becomes a `failed` recording, if possible before its end is published.
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

  /** Stops retrying, after a last attempt to save pending reports. Idempotent. */
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
