import type { IdSource } from '@tricord/core';

/** UUIDs that count up, so that tests can predict them. */
export class SequenceIds implements IdSource {
  #last = 0;

  uuid(): string {
    this.#last += 1;
    return SequenceIds.nth(this.#last);
  }

  /** The n-th id, counted from 1. */
  static nth(n: number): string {
    return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  }
}
