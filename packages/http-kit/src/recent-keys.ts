/** The latest keys that were added, of which so many are kept. */
export class RecentKeys {
  readonly #max: number;
  /** In the order in which they were last added. */
  readonly #keys = new Set<string>();

  constructor(max: number) {
    this.#max = max;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Adds the key, or renews it. Returns the key that had to make room, or undefined. */
  add(key: string): string | undefined {
    this.#keys.delete(key);
    this.#keys.add(key);
    if (this.#keys.size <= this.#max) return undefined;
    const [oldest = ''] = this.#keys;
    this.#keys.delete(oldest);
    return oldest;
  }
}
