import { type SessionControl, TricordError } from '@tricord/core';
import type { LiveSessions } from './live-sessions.ts';

/** Controls the sessions whose audio arrives in this process. */
export class LiveSessionControl implements SessionControl {
  readonly #sessions: LiveSessions;

  constructor(sessions: LiveSessions) {
    this.#sessions = sessions;
  }

  async hangUp(accountId: string, sessionId: string): Promise<void> {
    const live = this.#sessions.get(accountId, sessionId);
    if (live === undefined) {
      throw new TricordError('session-not-live', 'No audio of this session is arriving');
    }
    await live.hangUp();
  }
}
