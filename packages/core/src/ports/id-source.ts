/** Where new identities come from. */
export interface IdSource {
  /** A new UUID in lower case, never given before. */
  uuid(): string;
}
