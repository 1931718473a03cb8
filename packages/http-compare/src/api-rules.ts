import type { Message } from './run/event-socket.ts';
import type { Requester } from './run/requester.ts';

export interface NormalizeOptions {
  /** The ids of the server, by the names that the scenario gives them. */
  readonly names: ReadonlyMap<string, string>;
  /** Leaves in what the rules would leave out because it concerns one vendor alone. */
  readonly whole: boolean;
}

/** What a comparison has to know of the API that both servers speak. */
export interface ApiRules {
  /** The response headers that its clients may look at, in lower case. */
  readonly headers: readonly string[];
  /** Where its WebSocket for events is, below the URL of the server. */
  readonly eventsPath: string;
  /** The type of the event that tells that a placed call has begun, and the socket that gets it. */
  readonly callBegins?: { readonly type: string; readonly socket: string };
  /** JSON of a body or an event without what differs from run to run: ids, instants, systems. */
  normalize(value: unknown, options: NormalizeOptions): unknown;
  /** An event in short: its type, and what it is about. */
  lineOf(event: Message): string;
  /** The ids that an event is about: other calls' events are not compared. */
  idsIn(event: Message): readonly string[];
  /** Whether an id that the scenario has not learned is its own nevertheless. */
  isOwnId(id: string): boolean;
  /** Whether an event is counted, and neither waited for nor compared. */
  isIgnored(event: Message): boolean;
  /** Whether a message over the socket answers a message that was sent over it. */
  isResponse(message: Message): boolean;
  /** What of such a response is compared. */
  responseOf(message: Message | undefined): unknown;
  /** Waits until a call that has been told to hang up is gone from the server. */
  callEnded(requester: Requester, name: string): Promise<unknown>;
  /** Removes from the server what a scenario has left there, once nobody listens any more. */
  cleanUp(requester: Requester): Promise<void>;
}
