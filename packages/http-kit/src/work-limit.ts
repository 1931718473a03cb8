/** Lets only so many pieces of work run at once, and only so many wait. */
export class WorkLimit {
  readonly #running: number;
  readonly #waiting: number;
  readonly #queue: (() => void)[] = [];
  #active = 0;

  constructor(limits: { readonly running: number; readonly waiting: number }) {
    this.#running = limits.running;
    this.#waiting = limits.waiting;
  }

  /** Runs `work` as soon as there is room, first come first served; undefined when too many wait. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#active < this.#running) return this.#start(work);
    if (this.#queue.length >= this.#waiting) return undefined;
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(() => {
        this.#start(work).then(resolve, reject);
      });
    });
  }

  async #start<T>(work: () => Promise<T>): Promise<T> {
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#active -= 1;
      this.#queue.shift()?.();
    }
  }
}
