/** Creates ids. */
export interface IdSource {
  /** A new UUID in lower case. */
  uuid(): string;
}
