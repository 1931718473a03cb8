import { TricordError } from '@tricord/core';

/** Whose tasks go before all others. */
export const URGENT = Symbol('urgent');

interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: TricordError) => void;
}

export interface FairQueueOptions {
  /** Tasks that run at the same time. */
  readonly running: number;
  /** Tasks that wait, urgent ones aside. */
  readonly waiting: number;
}

/**
 * Runs a few tasks at a time. Those that wait take turns by whom they are for, so that whoever has many of them does
 * not delay the others; and when too many wait, one of whoever has the most is refused.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  readonly #urgent: Waiting[] = [];
  /** In the order of their turns; no list is empty. */
  readonly #waiting = new Map<string, Waiting[]>();
  #count = 0;
  #running = 0;

  constructor(options: FairQueueOptions) {
    this.#options = options;
  }

  /**
   * Runs the task when it is its turn.
   * @param whose `urgent` goes first and is never refused: the caller bounds how many there are.
   * @throws TricordError `busy` when it is refused; and whatever the task throws.
   */
  async run<T>(whose: string | typeof URGENT, task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#options.running) await this.#turn(whose);
    else this.#running += 1;
    try {
      return await task();
    } finally {
      this.#next();
    }
  }

  #turn(whose: string | typeof URGENT): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { start: resolve, refuse: reject };
      if (whose === URGENT) {
        this.#urgent.push(waiting);
        return;
      }
      this.#listOf(whose).push(waiting);
      this.#count += 1;
      if (this.#count > this.#options.waiting) this.#refuseOne();
    });
  }

  #listOf(whose: string): Waiting[] {
    const list = this.#waiting.get(whose) ?? [];
    this.#waiting.set(whose, list);
    return list;
  }

  /** Hands the place of a task that has ended to the next one. */
  #next(): void {
    const next = this.#urgent.shift() ?? this.#takeTurn();
    if (next === undefined) this.#running -= 1;
    else next.start();
  }

  #takeTurn(): Waiting | undefined {
    const [turn] = this.#waiting;
    if (turn === undefined) return undefined;
    const [whose, list] = turn;
    this.#waiting.delete(whose);
    const next = list.shift();
    if (list.length > 0) this.#waiting.set(whose, list);
    this.#count -= 1;
    return next;
  }

  /** The latest of whoever has the most; of several, of the last in turn. */
  #refuseOne(): void {
    const [whose, most] = [...this.#waiting].reduce((a, b) => (b[1].length >= a[1].length ? b : a));
    const refused = most.pop();
    if (most.length === 0) this.#waiting.delete(whose);
    this.#count -= 1;
    refused?.refuse(new TricordError('busy', 'too many passwords are being checked'));
  }
}
