/** A value that is replaced as a whole while the process runs, such as the configuration or a part of it. */
export interface Current<T> {
  /** Is never changed itself, so that whoever reads it once sees one state. */
  readonly value: T;
  /** Calls `listener` right after each replacement. Listeners must not throw. */
  onReplaced(listener: (value: T, before: T) => void): void;
  /** A part of it, or what is made of it: replaced in the same instant. */
  map<U>(make: (value: T) => U): Current<U>;
}

/** The {@link Current} value of whoever replaces it. */
export class Replaceable<T> implements Current<T> {
  #value: T;
  readonly #listeners: ((value: T, before: T) => void)[] = [];

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Replaces the value, and everything that is made of it, before any other code runs. */
  replace(value: T): void {
    const before = this.#value;
    this.#value = value;
    for (const listener of this.#listeners) listener(value, before);
  }

  onReplaced(listener: (value: T, before: T) => void): void {
    this.#listeners.push(listener);
  }

  map<U>(make: (value: T) => U): Current<U> {
    const made = new Replaceable(make(this.#value));
    this.onReplaced((value) => made.replace(make(value)));
    return made;
  }
}
