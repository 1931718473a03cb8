import type { Session } from '@tricord/core';
import { NORMAL_CLEARING } from '../mappers/hangup-cause.ts';

/**
 * The effects of ARI's own operations on an account's channels: which ones have left the application, and the causes of
 * hang-ups. Kept in memory only, because no call outlives the process.
 */
export class StasisChannels {
  readonly #left = new Set<string>();
  readonly #causes = new Map<string, number>();

  /** Whether the channel is in the account's application: its audio arrives, and it was not continued. */
  has({ id, state }: Session): boolean {
    return state === 'live' && !this.#left.has(id);
  }

  /** Whether the channel was continued. */
  hasLeft(sessionId: string): boolean {
    return this.#left.has(sessionId);
  }

  leave(sessionId: string): void {
    this.#left.add(sessionId);
  }

  /** Sets the cause (ITU-T Q.850) of a hang-up in progress. */
  hangUp(sessionId: string, cause: number): void {
    this.#causes.set(sessionId, cause);
  }

  /** The cause of the channel's hang-up. */
  causeOf(sessionId: string): number {
    return this.#causes.get(sessionId) ?? NORMAL_CLEARING;
  }

  /** Removes a channel that has ended. */
  forget(sessionId: string): void {
    this.#left.delete(sessionId);
    this.#causes.delete(sessionId);
  }
}
