/**
 * Lets what waits go on in an order of its own: stands for disks and databases that answer when they please. Whatever
 * is to be slow calls {@link wait}; a test says when somebody goes on, and chance says who.
 */
export class ShuffledWaits {
  #waiting: (() => void)[] = [];
  #choices: readonly number[] = [0];
  #next = 0;

  /** Replaces the chances. */
  shuffle(choices: readonly number[]): void {
    this.#choices = choices;
    this.#next = 0;
  }

  /** Resolves when it is this one's turn. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets a few go on, perhaps none. */
  async some(): Promise<void> {
    for (let count = this.#choose(4); count > 0; count--) await this.#one();
  }

  /** Lets all go on, one by one, until `work` has settled. */
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
    // Whatever follows from it happens in microtasks, or waits again.
    await new Promise((turn) => setImmediate(turn));
  }

  #choose(of: number): number {
    const choice = this.#choices[this.#next++ % this.#choices.length] ?? 0;
    return of === 0 ? 0 : choice % of;
  }
}
