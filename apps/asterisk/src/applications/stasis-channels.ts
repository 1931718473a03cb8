import type { Session } from '@tricord/core';
import { NORMAL_CLEARING } from '../mappers/hangup-cause.ts';

/**
 * What became of an account's channels by ARI's own operations: which have left its application, and why one is being
 * hung up. Kept in memory only, because no call outlives the process.
 */
export class StasisChannels {
  readonly #left = new Set<string>();
  readonly #causes = new Map<string, number>();

  /** Whether the channel is in the account's application: its audio reaches us, and nobody let it continue. */
  has({ id, state }: Session): boolean {
    return state === 'live' && !this.#left.has(id);
  }

  /** Whether somebody let the channel continue. */
  hasLeft(sessionId: string): boolean {
    return this.#left.has(sessionId);
  }

  leave(sessionId: string): void {
    this.#left.add(sessionId);
  }

  /** Notes with which cause (ITU-T Q.850) a channel is being hung up. */
  hangUp(sessionId: string, cause: number): void {
    this.#causes.set(sessionId, cause);
  }

  /** Why the channel was hung up. */
  causeOf(sessionId: string): number {
    return this.#causes.get(sessionId) ?? NORMAL_CLEARING;
  }

  /** Forgets a channel that is over. */
  forget(sessionId: string): void {
    this.#left.delete(sessionId);
    this.#causes.delete(sessionId);
  }
}
