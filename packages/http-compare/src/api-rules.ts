import type { Message } from './run/event-socket.ts';
import type { Requester } from './run/requester.ts';

export interface NormalizeOptions {
  /** The server's ids by the scenario's names for them. */
  readonly names: ReadonlyMap<string, string>;
  /** Keeps vendor-specific members that the rules would remove. */
  readonly whole: boolean;
}

/** What a comparison needs to know about the API of both servers. */
export interface ApiRules {
  /** The response headers that are compared, in lower case. */
  readonly headers: readonly string[];
  /** Path of the event WebSocket, relative to the server's URL. */
  readonly eventsPath: string;
  /** The event that reports the start of a placed call, and the socket that receives it. */
  readonly callBegins?: { readonly type: string; readonly socket: string };
  /** Replaces what differs between runs (ids, times, host data) in the JSON of a body or an event. */
  normalize(value: unknown, options: NormalizeOptions): unknown;
  /** A one-line summary of an event: its type and its subject. */
  lineOf(event: Message): string;
  /** The ids in an event; events of other calls are not compared. */
  idsIn(event: Message): readonly string[];
  /** Whether an id belongs to the scenario although no step has remembered it. */
  isOwnId(id: string): boolean;
  /** Whether an event is only counted, not awaited or compared. */
  isIgnored(event: Message): boolean;
  /** Whether a socket message is the response to a message that was sent. */
  isResponse(message: Message): boolean;
  /** The part of such a response that is compared. */
  responseOf(message: Message | undefined): unknown;
  /** Waits until a call that was hung up has disappeared from the server. */
  callEnded(requester: Requester, name: string): Promise<unknown>;
  /** Removes what a scenario has left on the server. Called after its sockets are closed. */
  cleanUp(requester: Requester): Promise<void>;
}
