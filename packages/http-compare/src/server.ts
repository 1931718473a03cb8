/** A call that has been placed. */
export interface PlacedCall {
  /** Makes the far end hang up. */
  hangUp(): Promise<unknown>;
}

/** One of the two servers that are compared. */
export interface ComparedServer {
  /** Its name in reports and in steps for one server only. */
  readonly name: string;
  /** Base URL of the API, without a trailing slash. */
  readonly url: string;
  /** `user:password` by the names that steps use. The first is the default. */
  readonly users: Readonly<Record<string, string>>;
  /**
   * Places a call that the server can record.
   * @param far what the far end does, such as an extension of the lab's dialplan
   * @param known receives the call's id before anything else happens to the call
   */
  placeCall(far: string, known: (id: string) => void): Promise<PlacedCall>;
}
