import type { Recording } from '@tricord/core';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import type { RecordingFinisher } from './owner/recording-finisher.ts';
import type { RecordingOwner } from './owner/recording-owner.ts';
import type { RecordingRegistry } from './owner/recording-registry.ts';
import type { RetroactiveCaptures } from './retroactive-captures.ts';

export interface SessionFollowerDeps {
  readonly sessions: LiveSessions;
  readonly registry: RecordingRegistry;
  readonly finisher: RecordingFinisher;
  readonly kept: RetroactiveCaptures;
  readonly metrics: CaptureMetrics;
}

/** Updates the live recordings as their sessions start, change and end. */
export class SessionFollower implements SessionsListener {
  readonly #deps: SessionFollowerDeps;
  readonly #stopListening: () => void;

  constructor(deps: SessionFollowerDeps) {
    this.#deps = deps;
    this.#stopListening = deps.sessions.listen(this);
  }

  close(): void {
    this.#stopListening();
  }

  joined(session: LiveSession): void {
    const { registry, metrics } = this.#deps;
    for (const { recording, audio } of registry.all()) {
      if (isMember(recording, session)) audio.join(session);
    }
    metrics.liveSessions.inc({ source: sourceOf(session) });
  }

  updated(session: LiveSession): void {
    const { registry, finisher } = this.#deps;
    for (const owner of registry.all()) {
      const { audio, recording } = owner;
      if (isSubject(recording, session)) {
        void finisher.watch(owner, owner.describe(session.session.call));
      } else if (isMember(recording, session)) {
        audio.join(session);
      } else if (audio.has(session)) {
        this.#leave(owner, session);
      }
    }
  }

  /**
   * Resolves once every recording of the session has settled, including those that were already finishing, but not
   * those of its conference.
   */
  async left(session: LiveSession): Promise<void> {
    const { registry, finisher, kept, metrics } = this.#deps;
    metrics.liveSessions.dec({ source: sourceOf(session) });
    const owners = registry.all();
    for (const owner of owners) {
      if (!isSubject(owner.recording, session) && owner.audio.has(session)) {
        this.#leave(owner, session);
      }
    }
    const own = owners.filter(({ recording }) => isSubject(recording, session));
    await Promise.all([finisher.stopAll(own, 'hangup'), kept.discard(session)]);
  }

  /** The recording of a conference continues without the session; it ends with the last member. */
  #leave(owner: RecordingOwner, session: LiveSession): void {
    owner.audio.leave(session);
    if (owner.audio.memberCount === 0) void this.#deps.finisher.stopAll([owner], 'hangup');
  }
}

/** Its source, as the metrics call it; it keeps that for as long as it is live. */
function sourceOf({ session }: LiveSession): string {
  return session.source ?? 'unknown';
}

/** Whether the recording is of this session alone. */
function isSubject({ target }: Recording, { id }: LiveSession): boolean {
  return target.kind === 'session' && target.sessionId === id;
}

/** Whether the recording is of the session's conference. */
function isMember({ accountId, target }: Recording, { session }: LiveSession): boolean {
  return (
    target.kind === 'conference' &&
    session.accountId === accountId &&
    session.call.conference?.id === target.conferenceId
  );
}
