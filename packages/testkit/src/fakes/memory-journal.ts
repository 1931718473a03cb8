import {
  isJournaled,
  type JournalCatalog,
  type JournalEntry,
  type JournalLimits,
  type JournalSpan,
  type RecordingEvent,
} from '@tricord/core';

/** The journal of a MemoryCatalog. */
export class MemoryJournal implements JournalCatalog {
  #entries: JournalEntry[] = [];
  #last = 0;
  #planned = 0;

  /** Adds an event of a recording. */
  keep(events: readonly RecordingEvent[]): void {
    for (const event of events) {
      if (isJournaled(event.type)) this.#entries.push({ position: ++this.#last, event });
    }
  }

  unplanned(limit: number): readonly JournalEntry[] {
    return this.#entries.filter(({ position }) => position > this.#planned).slice(0, limit);
  }

  planned(position: number): void {
    this.#planned = Math.max(this.#planned, position);
  }

  async span(): Promise<JournalSpan> {
    return { first: this.#entries[0]?.position ?? this.#last + 1, last: this.#last };
  }

  async after(
    accountId: string,
    position: number,
    limit: number,
  ): Promise<readonly JournalEntry[]> {
    return this.#entries
      .filter((entry) => entry.event.accountId === accountId && entry.position > position)
      .slice(0, limit);
  }

  async forget({ before, atMost }: JournalLimits, limit: number): Promise<number> {
    const oldest = this.#entries.slice(0, limit);
    const kept = oldest.findIndex(
      ({ position, event }) =>
        position > this.#planned || (position > this.#last - atMost && event.at >= before),
    );
    const forgotten = kept === -1 ? oldest.length : kept;
    this.#entries = this.#entries.slice(forgotten);
    return forgotten;
  }
}
