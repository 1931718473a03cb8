/** An intended difference: the table row that documents it, and the paths at which it occurs. */
export interface Difference {
  /** The first cell of the row, without backticks; see `documentedRows`. */
  readonly row: string;
  /** Paths in the observation, such as `status` or `body.message`, each including everything below it. */
  readonly at: readonly string[];
}

/** How an observation is compared. */
export interface CompareOptions {
  /** Paths at which only types are compared, because values depend on the host or the time. */
  readonly shape?: readonly string[];
  /** Paths that are not compared. */
  readonly ignored?: readonly string[];
  /** Paths of arrays that are compared regardless of order. */
  readonly unordered?: readonly string[];
  readonly differs?: readonly Difference[];
}

/** The name of a user of the server, or `nobody` for a request without credentials. */
export type Credentials = string;

export interface RequestOptions extends CompareOptions {
  /** Default: the server's first user. */
  readonly as?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: string;
  /** A raw body, whose type is in `headers`. */
  readonly text?: string;
  /** Remembers the `id` of the response under this name. */
  readonly remember?: string;
  /** Repeats the request until the response has this status. */
  readonly until?: number;
  /** Whether the path is relative to the server's root instead of the API's base path. */
  readonly root?: boolean;
  /** Also compares white space in JSON. */
  readonly spacing?: boolean;
  /** Also compares whether the audio ends in silence. */
  readonly audible?: boolean;
  /** Selects the part of a body that is compared. */
  readonly reduce?: (body: unknown) => unknown;
  /** Also compares vendor-specific members that the rules would remove. */
  readonly whole?: boolean;
}

/** A request such as `GET /channels/{channel}`; a name in braces stands for an id. */
export interface RequestStep extends RequestOptions {
  readonly kind: 'request';
  readonly line: string;
  /** Sends it to this server only, without comparing the response. */
  readonly only?: string;
}

/** Waits for an event that no earlier step has waited for. */
export interface ExpectEvent {
  readonly kind: 'expect-event';
  readonly type: string;
  /** Its subject as in `ApiRules.lineOf`, with names in braces for ids; undefined matches any. */
  readonly about: string | undefined;
  readonly socket: string;
  /** Waits on this server only. */
  readonly only?: string;
}

/** Places a call, and remembers its id under the name. */
export interface PlaceCall {
  readonly kind: 'call';
  readonly name: string;
  /** What the far end does, in the terms of `ComparedServer.placeCall`. */
  readonly far: string;
}

/** Makes the far end of a call hang up. */
export interface HangUp {
  readonly kind: 'hang-up';
  readonly name: string;
}

/** Opens an event socket; everything it receives until the end of the scenario is compared. */
export interface OpenSocket {
  readonly kind: 'open-socket';
  readonly socket: string;
  readonly query: string;
  readonly as?: Credentials;
}

/** Sends a message over a socket and waits for the response. */
export interface SendMessage extends CompareOptions {
  readonly kind: 'send-message';
  readonly socket: string;
  readonly message: string;
}

/** Sends a WebSocket handshake and compares the response. */
export interface Upgrade extends CompareOptions {
  readonly kind: 'upgrade';
  readonly line: string;
  readonly as?: Credentials;
  readonly headers: Readonly<Record<string, string>>;
}

/** Waits, so that there is audio to record. No other step may depend on the time. */
export interface Wait {
  readonly kind: 'wait';
  readonly ms: number;
}

export type Step =
  | RequestStep
  | ExpectEvent
  | PlaceCall
  | HangUp
  | OpenSocket
  | SendMessage
  | Upgrade
  | Wait;

/** An event that only one server sends. */
export interface OneSidedEvent {
  /** Its summary, such as `StasisEnd {channel}`. */
  readonly event: string;
  /** Default: the first socket that the scenario opens. */
  readonly on?: string;
  /** As in {@link Difference}. */
  readonly row: string;
}

/** How the events of a scenario are compared. Paths begin with a socket, as in `recorder.*.recording.duration`. */
export interface CompareEventsOptions extends CompareOptions {
  readonly onlyTheirs?: readonly OneSidedEvent[];
  readonly onlyOurs?: readonly OneSidedEvent[];
  /** Events that the first server may or may not send. */
  readonly byChance?: readonly OneSidedEvent[];
  /** Events that the first server may send at any point among the others. */
  readonly anywhere?: readonly string[];
}

/** A sequence of steps with its own calls and sockets. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly events?: CompareEventsOptions;
}

export function request(line: string, options: RequestOptions = {}): RequestStep {
  return { kind: 'request', line, ...options };
}

export function expectEvent(type: string, about: string | undefined, socket: string): ExpectEvent {
  return { kind: 'expect-event', type, about, socket };
}

export function placeCall(name: string, far: string): PlaceCall {
  return { kind: 'call', name, far };
}

export function hangUp(name: string): HangUp {
  return { kind: 'hang-up', name };
}

export function openSocket(socket: string, query: string, as?: Credentials): OpenSocket {
  return { kind: 'open-socket', socket, query, ...(as === undefined ? {} : { as }) };
}

export function sendMessage(
  message: unknown,
  { socket, ...options }: CompareOptions & { readonly socket: string },
): SendMessage {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return { kind: 'send-message', socket, message: text, ...options };
}

export function upgrade(
  line: string,
  options: CompareOptions & { as?: Credentials; headers?: Readonly<Record<string, string>> } = {},
): Upgrade {
  return { kind: 'upgrade', line, headers: {}, ...options };
}

export function wait(ms: number): Wait {
  return { kind: 'wait', ms };
}

/** The option `differs` for one row of the documentation. */
export function documented(
  row: string,
  ...at: readonly string[]
): { readonly differs: readonly Difference[] } {
  return { differs: [{ row, at }] };
}
