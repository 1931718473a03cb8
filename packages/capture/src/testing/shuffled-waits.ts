/**
 * Resolves pending waits in random order, to simulate disks and databases of varying speed. A simulated operation calls
 * {@link wait}; a test decides when waits continue, and a random number decides which.
 */
export class ShuffledWaits {
  #waiting: (() => void)[] = [];
  #choices: readonly number[] = [0];
  #next = 0;

  /** Replaces the random numbers. */
  shuffle(choices: readonly number[]): void {
    this.#choices = choices;
    this.#next = 0;
  }

  /** Resolves when it is this caller's turn. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Resolves a few waits, perhaps none. */
  async some(): Promise<void> {
    for (let count = this.#choose(4); count > 0; count--) await this.#one();
  }

  /** Resolves all waits, one by one, until `work` has settled. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const watch = () => {
      settled = true;
    };
    work.then(watch, watch);
    while (!settled) await this.#one();
    return work;
  }

  async #one(): Promise<void> {
    const [resolve] = this.#waiting.splice(this.#choose(this.#waiting.length), 1);
    resolve?.();
    // Everything that follows happens in microtasks, or waits again.
    await new Promise((turn) => setImmediate(turn));
  }

  #choose(of: number): number {
    const choice = this.#choices[this.#next++ % this.#choices.length] ?? 0;
    return of === 0 ? 0 : choice % of;
  }
}
