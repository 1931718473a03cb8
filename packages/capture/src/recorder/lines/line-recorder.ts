import type { Timer } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../../intake/live-sessions.ts';
import { LineSession, type LineSessionDeps } from './line-session.ts';

export interface LineRecorderDeps extends LineSessionDeps {
  readonly sessions: LiveSessions;
}

/** Saves the `failed` recording of a session that was never recorded. Rejects when it cannot be saved. */
type Report = () => Promise<void>;

/** How long to wait before trying to save a report again. */
const REPORT_RETRY_MS = 5000;
/** Maximum number of pending reports; further ones are only logged. */
const MAX_REPORTS = 10_000;

/**
 * Applies the policy of each session's line: records it automatically, or captures it in case a client asks for it
 * later. If the line becomes known only during the call, the policy applies from then on. A session that should have
 * been recorded and never was gets a `failed` recording, if possible before the end of the session is published.
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
      this.#deps.logger.error(facts, 'line not recorded, and its failed recording not saved yet');
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

  /** Saves pending reports in order, until one fails. Never rejects. */
  async #reportAll(): Promise<void> {
    for (let report = this.#reports.shift(); report !== undefined; report = this.#reports.shift()) {
      try {
        await report();
      } catch {
        // Logged at the first attempt.
        this.#reports.unshift(report);
        this.#reportLater();
        return;
      }
    }
  }
}
