import {
  type CallDetails,
  type CoreDeps,
  type Directory,
  isSameUser,
  type RecordingMode,
  startRecording,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../intake/live-sessions.ts';
import type { SessionRecorder } from './session-recorder.ts';

export interface LineRecorderDeps
  extends Pick<CoreDeps, 'catalog' | 'clock' | 'ids' | 'auditFailed'> {
  readonly directory: Directory;
  readonly recorder: SessionRecorder;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
}

/**
 * Does by itself what a call's line asks for: records it, or keeps it in case somebody asks. A call
 * whose line becomes known only later is treated so from then on.
 */
export class LineRecorder implements SessionsListener {
  readonly #deps: LineRecorderDeps;
  readonly #stopListening: () => void;
  /** Sessions whose line has been obeyed. */
  readonly #obeyed = new WeakSet<LiveSession>();

  constructor(deps: LineRecorderDeps) {
    this.#deps = deps;
    this.#stopListening = deps.sessions.listen(this);
  }

  joined(session: LiveSession): void {
    void this.#obey(session);
  }

  updated(session: LiveSession): void {
    void this.#obey(session);
  }

  async left(): Promise<void> {}

  close(): void {
    this.#stopListening();
  }

  async #obey(session: LiveSession): Promise<void> {
    const { directory, recorder, sessions, logger } = this.#deps;
    const { accountId, call } = session.session;
    try {
      const mode = await recordingModeOf(directory, accountId, call);
      const live = sessions.get(session.id) === session;
      if (mode === 'on-demand' || !live || this.#obeyed.has(session)) return;
      this.#obeyed.add(session);
      if (mode === 'live-keep') recorder.keep(session);
      else await this.#record(session);
    } catch (error) {
      logger.error({ err: error, session: session.id, call }, 'line could not be recorded');
    }
  }

  async #record({ session: { id, accountId, call } }: LiveSession): Promise<void> {
    await startRecording(
      { ...this.#deps, actor: { via: 'line' } },
      {
        accountId,
        target: { sessionId: id },
        origin: {
          via: 'line',
          ...(call.username === undefined ? {} : { username: call.username }),
        },
      },
    );
  }
}

/** The strictest mode among the lines that the call may be on. */
async function recordingModeOf(
  directory: Directory,
  accountId: string,
  { line, username, numericUserId }: CallDetails,
): Promise<RecordingMode> {
  const owned = await directory.lines(accountId, line);
  const modes = owned
    .filter(({ owner }) =>
      username === undefined
        ? numericUserId === undefined || owner.numericUserId === numericUserId
        : isSameUser(username, owner.username),
    )
    .map((entry) => entry.line.recordingMode);
  if (modes.includes('automatic')) return 'automatic';
  return modes.includes('live-keep') ? 'live-keep' : 'on-demand';
}
