import type { Clock, Timer } from '@tricord/core';

interface Entry {
  dueMs: number;
  readonly intervalMs: number | undefined;
  readonly run: () => void;
}

/** A clock that moves only when a test advances it. */
export class ManualClock implements Clock {
  #nowMs: number;
  #elapsedMs = 0;
  readonly #entries = new Set<Entry>();

  /** @param nowMs the initial time, epoch milliseconds */
  constructor(nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  after(delayMs: number, run: () => void): Timer {
    return this.#add(delayMs, undefined, run);
  }

  every(intervalMs: number, run: () => void): Timer {
    return this.#add(intervalMs, intervalMs, run);
  }

  /** Number of pending timers. */
  get pending(): number {
    return this.#entries.size;
  }

  /** Advances the time, and fires timers in order, each at its due time. */
  advance(ms: number): void {
    const end = this.#elapsedMs + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#moveTo(next.dueMs);
      if (next.intervalMs === undefined) this.#entries.delete(next);
      else next.dueMs += next.intervalMs;
      next.run();
    }
    this.#moveTo(end);
  }

  /** Changes the time of day alone, as somebody does who sets the clock. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }

  #next(until: number): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.dueMs <= until && (first === undefined || entry.dueMs < first.dueMs)) first = entry;
    }
    return first;
  }

  #moveTo(elapsedMs: number): void {
    this.#nowMs += elapsedMs - this.#elapsedMs;
    this.#elapsedMs = elapsedMs;
  }

  #add(delayMs: number, intervalMs: number | undefined, run: () => void): Timer {
    const entry: Entry = { dueMs: this.#elapsedMs + delayMs, intervalMs, run };
    this.#entries.add(entry);
    return { cancel: () => this.#entries.delete(entry) };
  }
}
