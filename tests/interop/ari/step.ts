/** A difference that is on purpose: the row of the table in docs/dialects/asterisk.md, and where it shows. */
export interface Difference {
  /** The first cell of the row, without its backticks. */
  readonly row: string;
  /** Paths in what was seen, such as `status` or `body.message`; what lies below a path is part of it. */
  readonly at: readonly string[];
}

/** How something that was seen is compared. */
export interface Comparing {
  /** Only the types of what lies here are compared: it tells of the machine, or of the moment. */
  readonly shape?: readonly string[];
  /** Nothing here is compared. */
  readonly ignored?: readonly string[];
  /** The lists here have no order. */
  readonly unordered?: readonly string[];
  readonly differs?: readonly Difference[];
}

export type Credentials = 'writer' | 'reader' | 'nobody';

export interface AskOptions extends Comparing {
  /** By default the user who may write. */
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
  /** The path begins at the root, and not below `/ari`. */
  readonly root?: boolean;
  /** White space in JSON counts, too. */
  readonly spacing?: boolean;
  /** Whether there is something to hear at the end of the audio counts, too. */
  readonly audible?: boolean;
  /** What of a body is compared. */
  readonly reduce?: (body: unknown) => unknown;
  /** What a channel says of the switch that it is in counts, too. */
  readonly switching?: boolean;
}

export type Side = 'Asterisk' | 'Tricord';

/** One request, such as `GET /channels/{channel}`; a name in braces stands for an id. */
export interface Ask extends AskOptions {
  readonly kind: 'ask';
  readonly line: string;
  /** Asked of one side alone: it is waited for, and not compared. */
  readonly only?: Side;
}

/** Waits until a socket has got an event of that type that no earlier step has waited for. */
export interface Hear {
  readonly kind: 'hear';
  readonly type: string;
  /** The recording's name, or a channel's or bridge's id in braces. */
  readonly about: string | undefined;
  readonly socket: string;
  /** The one side that sends it, at this time. */
  readonly only?: Side;
}

/** Places a call that enters the application `recorder`; its channel is known by the name. */
export interface PlaceCall {
  readonly kind: 'call';
  readonly name: string;
  /** An extension of the lab: what the other end does. */
  readonly far: string;
}

/** Lets the other end of a call hang up. */
export interface HangUp {
  readonly kind: 'hang-up';
  readonly name: string;
}

/** Opens a socket for events; what it gets until the subject ends is compared. */
export interface Listen {
  readonly kind: 'listen';
  readonly socket: string;
  readonly query: string;
  readonly as: Credentials;
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
  readonly as: Credentials;
  readonly headers: Readonly<Record<string, string>>;
}

/** Lets so much of the call pass, milliseconds: something is to be recorded. Nothing is concluded from it. */
export interface Speak {
  readonly kind: 'speak';
  readonly ms: number;
}

export type Step = Ask | Hear | PlaceCall | HangUp | Listen | Tell | Upgrade | Speak;

/** An event that only one side sends, in short, such as `StasisEnd {channel}`, and why. */
export interface OneSided {
  readonly event: string;
  /** The socket; by default `recorder`. */
  readonly on?: string;
  /** As in {@link Difference}. */
  readonly row: string;
}

/** How the events of a subject's sockets are compared. Paths begin with the socket, such as `recorder.*.recording.duration`. */
export interface ComparingEvents extends Comparing {
  readonly onlyTheirs?: readonly OneSided[];
  readonly onlyOurs?: readonly OneSided[];
  /** Events that Asterisk sends or does not send, as chance will have it. */
  readonly byChance?: readonly OneSided[];
  /** Events whose place among the others is chance in Asterisk. */
  readonly anywhere?: readonly string[];
}

/** Steps that belong together, with calls and sockets of their own. */
export interface Subject {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly events?: ComparingEvents;
}

export const RECORDER = 'recorder';

export function ask(line: string, options: AskOptions = {}): Ask {
  return { kind: 'ask', line, ...options };
}

export function hear(type: string, about?: string, socket = RECORDER): Hear {
  return { kind: 'hear', type, about, socket };
}

/** Waits for an event that comes at this time from one side alone. */
export function hearOf(only: Side, type: string, about: string): Hear {
  return { ...hear(type, about), only };
}

export function placeCall(name: string, far = 'loop-speech-1'): PlaceCall {
  return { kind: 'call', name, far };
}

export function hangUp(name: string): HangUp {
  return { kind: 'hang-up', name };
}

export function listen(
  socket = RECORDER,
  query = `app=${socket}`,
  as: Credentials = 'writer',
): Listen {
  return { kind: 'listen', socket, query, as };
}

export function tell(message: unknown, options: Comparing & { socket?: string } = {}): Tell {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return { kind: 'tell', socket: RECORDER, message: text, ...options };
}

export function upgrade(
  line: string,
  options: Comparing & { as?: Credentials; headers?: Readonly<Record<string, string>> } = {},
): Upgrade {
  return { kind: 'upgrade', line, as: 'writer', headers: {}, ...options };
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

/** Begins to record and waits until it records: whether the answer came before or after that is chance. */
export function record(target: string, query: string, options: AskOptions = {}): readonly Step[] {
  const name = new URLSearchParams(query).get('name') ?? '';
  return [
    ask(`POST ${target}/record?${query}`, { shape: ['body.state'], ...options }),
    hear('RecordingStarted', name),
  ];
}

/** Discards a recording and waits until its name is free. */
export function discard(name: string): readonly Step[] {
  return [fileOf(name), ...end(name, 'DELETE ')];
}

/** Until Asterisk has a file, it answers a discard with 500 `Recording operation failed`. */
export function fileOf(name: string): Step {
  const line = `GET /recordings/stored/${encodeURIComponent(name)}`;
  return { ...ask(line, { until: 200 }), only: 'Asterisk' };
}

/** Ends a recording and waits until it is stored. */
export function stop(name: string): readonly Step[] {
  return end(name, 'POST ', '/stop');
}

/** For a moment after its end Asterisk still has the live recording. */
function end(name: string, method: string, operation = ''): readonly Step[] {
  const path = `/recordings/live/${encodeURIComponent(name)}`;
  return [
    ask(method + path + operation),
    hear('RecordingFinished', name),
    ask(`GET ${path}`, { until: 404 }),
  ];
}
