/** Counts the losses and errors of a step, by kind. */
export class Losses {
  readonly #counts = new Map<string, number>();

  note(what: string, count = 1): void {
    if (count > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  get none(): boolean {
    return this.#counts.size === 0;
  }

  /** The most frequent kinds first. */
  toString(): string {
    return [...this.#counts]
      .sort(([, a], [, b]) => b - a)
      .map(([what, count]) => `${count} × ${what}`)
      .join(', ');
  }
}
