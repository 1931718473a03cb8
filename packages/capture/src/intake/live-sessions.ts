import type { LiveSession } from './live-session.ts';

/** Called when sessions start, change and end. */
export interface SessionsListener {
  /** No audio of the session is read before this resolves. Never rejects. */
  joined(session: LiveSession): void | Promise<void>;
  /** The session's description changed; it may have moved to another conference. */
  updated(session: LiveSession): void;
  /** Its audio is over. Resolves once everything that recorded it has settled. */
  left(session: LiveSession): Promise<void>;
}

/** What a session is known by among those of all accounts. */
export function sessionKey(accountId: string, id: string): string {
  return `${accountId} ${id}`;
}

function keyOf({ session }: LiveSession): string {
  return sessionKey(session.accountId, session.id);
}

/** The sessions whose audio arrives in this process. */
export class LiveSessions {
  readonly #sessions = new Map<string, LiveSession>();
  readonly #listeners = new Set<SessionsListener>();

  get size(): number {
    return this.#sessions.size;
  }

  get(accountId: string, id: string): LiveSession | undefined {
    return this.#sessions.get(sessionKey(accountId, id));
  }

  /** Members of a conference, in order of arrival. */
  inConference(accountId: string, conferenceId: string): readonly LiveSession[] {
    return [...this.#sessions.values()].filter(
      ({ session }) =>
        session.accountId === accountId && session.call.conference?.id === conferenceId,
    );
  }

  listen(listener: SessionsListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Resolves once its audio may be read. */
  async add(session: LiveSession): Promise<void> {
    this.#sessions.set(keyOf(session), session);
    await Promise.all([...this.#listeners].map((listener) => listener.joined(session)));
  }

  changed(session: LiveSession): void {
    for (const listener of this.#listeners) listener.updated(session);
  }

  async remove(session: LiveSession): Promise<void> {
    if (!this.#sessions.delete(keyOf(session))) return;
    await Promise.all([...this.#listeners].map((listener) => listener.left(session)));
  }
}
