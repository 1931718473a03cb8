/** A call that has been placed. */
export interface PlacedCall {
  /** Lets the other end hang up. */
  hangUp(): Promise<unknown>;
}

/** One of the two servers that are compared, as its clients reach it. */
export interface ComparedServer {
  /** How it is called in what is printed, and in steps that concern one side alone. */
  readonly name: string;
  /** Where the API begins: `http://…`, without a slash at the end. */
  readonly url: string;
  /** `user:password` by the names that steps use. The first one asks where a step names nobody. */
  readonly users: Readonly<Record<string, string>>;
  /**
   * Places a call that the server gets to record.
   * @param far what the other end does, in the words of whoever places it.
   * @param known told the call's id before anything can happen to it.
   */
  placeCall(far: string, known: (id: string) => void): Promise<PlacedCall>;
}
