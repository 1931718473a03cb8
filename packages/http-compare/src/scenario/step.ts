/** A difference that is on purpose: the row of the table that documents it, and where it shows. */
export interface Difference {
  /** The first cell of the row, without its backticks: see `documentedRows`. */
  readonly row: string;
  /** Paths in what was observed, such as `status` or `body.message`; what lies below a path is part of it. */
  readonly at: readonly string[];
}

/** How something that was observed is compared. */
export interface Comparing {
  /** Only the types of what lies here are compared: it tells of the machine, or of the moment. */
  readonly shape?: readonly string[];
  /** Nothing here is compared. */
  readonly ignored?: readonly string[];
  /** The lists here have no order. */
  readonly unordered?: readonly string[];
  readonly differs?: readonly Difference[];
}

/** A name of the server's users, or `nobody` for a request without credentials. */
export type Credentials = string;

export interface AskOptions extends Comparing {
  /** By default the first user of the server. */
  readonly as?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: string;
  /** A body as it is; its type stands in `headers`. */
  readonly text?: string;
  /** Keeps the `id` of the answer under this name. */
  readonly remember?: string;
  /** Asked again until the answer has this status: it is about something that takes its time. */
  readonly until?: number;
  /** The path begins at the root, and not where the API does. */
  readonly root?: boolean;
  /** White space in JSON counts, too. */
  readonly spacing?: boolean;
  /** Whether there is something to hear at the end of the audio counts, too. */
  readonly audible?: boolean;
  /** What of a body is compared. */
  readonly reduce?: (body: unknown) => unknown;
  /** What the rules leave out, because it concerns one vendor alone, counts, too. */
  readonly whole?: boolean;
}

/** One request, such as `GET /channels/{channel}`; a name in braces stands for an id. */
export interface Ask extends AskOptions {
  readonly kind: 'ask';
  readonly line: string;
  /** The one server that is asked: its answer is waited for, and not compared. */
  readonly only?: string;
}

/** Waits until a socket has got an event of that type that no earlier step has waited for. */
export interface Hear {
  readonly kind: 'hear';
  readonly type: string;
  /** What it is about, in the words of the rules' `lineOf`; a learned id stands as its name in braces. */
  readonly about: string | undefined;
  readonly socket: string;
  /** The one server that sends it, at this time. */
  readonly only?: string;
}

/** Places a call; its id is known by the name. */
export interface PlaceCall {
  readonly kind: 'call';
  readonly name: string;
  /** What the other end does, in the words of whoever places calls. */
  readonly far: string;
}

/** Lets the other end of a call hang up. */
export interface HangUp {
  readonly kind: 'hang-up';
  readonly name: string;
}

/** Opens a socket for events; what it gets until the scenario ends is compared. */
export interface Listen {
  readonly kind: 'listen';
  readonly socket: string;
  readonly query: string;
  readonly as?: Credentials;
}

/** Sends a message over a socket and waits for the response. */
export interface Tell extends Comparing {
  readonly kind: 'tell';
  readonly socket: string;
  readonly message: string;
}

/** A handshake, and how it is answered. */
export interface Upgrade extends Comparing {
  readonly kind: 'upgrade';
  readonly line: string;
  readonly as?: Credentials;
  readonly headers: Readonly<Record<string, string>>;
}

/** Lets so much of the call pass, milliseconds: something is to be recorded. Nothing is concluded from it. */
export interface Speak {
  readonly kind: 'speak';
  readonly ms: number;
}

export type Step = Ask | Hear | PlaceCall | HangUp | Listen | Tell | Upgrade | Speak;

/** An event that only one server sends, in short, such as `StasisEnd {channel}`, and why. */
export interface OneSided {
  readonly event: string;
  /** The socket; by default the first that the scenario opens. */
  readonly on?: string;
  /** As in {@link Difference}. */
  readonly row: string;
}

/** How the events of a scenario's sockets are compared. Paths begin with the socket, such as `recorder.*.recording.duration`. */
export interface ComparingEvents extends Comparing {
  readonly onlyTheirs?: readonly OneSided[];
  readonly onlyOurs?: readonly OneSided[];
  /** Events that the first server sends or does not send, as chance will have it. */
  readonly byChance?: readonly OneSided[];
  /** Events whose place among the others is chance in the first server. */
  readonly anywhere?: readonly string[];
}

/** Steps that belong together, with calls and sockets of their own. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly events?: ComparingEvents;
}

export function ask(line: string, options: AskOptions = {}): Ask {
  return { kind: 'ask', line, ...options };
}

export function hear(type: string, about: string | undefined, socket: string): Hear {
  return { kind: 'hear', type, about, socket };
}

export function placeCall(name: string, far: string): PlaceCall {
  return { kind: 'call', name, far };
}

export function hangUp(name: string): HangUp {
  return { kind: 'hang-up', name };
}

export function listen(socket: string, query: string, as?: Credentials): Listen {
  return { kind: 'listen', socket, query, ...(as === undefined ? {} : { as }) };
}

export function tell(
  message: unknown,
  { socket, ...options }: Comparing & { readonly socket: string },
): Tell {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return { kind: 'tell', socket, message: text, ...options };
}

export function upgrade(
  line: string,
  options: Comparing & { as?: Credentials; headers?: Readonly<Record<string, string>> } = {},
): Upgrade {
  return { kind: 'upgrade', line, headers: {}, ...options };
}

export function speak(ms: number): Speak {
  return { kind: 'speak', ms };
}

/** For an option `differs`: one row, and where it shows. */
export function by(
  row: string,
  ...at: readonly string[]
): { readonly differs: readonly Difference[] } {
  return { differs: [{ row, at }] };
}
