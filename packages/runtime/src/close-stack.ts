/** Something that was opened and must be closed. */
export interface Closable {
  close(): Promise<void> | void;
}

/** What has been opened so far; closes it in reverse order. */
export class CloseStack {
  readonly #opened: Closable[] = [];

  /** Takes ownership of `thing`, and closes it later. */
  own<T extends Closable>(thing: T): T {
    this.#opened.push(thing);
    return thing;
  }

  /**
   * Closes everything in reverse order. A failure does not keep the others open. Idempotent.
   * @throws AggregateError of all failures, or the only one.
   */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let thing = this.#opened.pop(); thing !== undefined; thing = this.#opened.pop()) {
      try {
        await thing.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1)
      throw new AggregateError(failures, 'several resources could not be closed');
  }
}
