import type { AriServer, PlacedCall } from './ari-server.ts';
import type { Sight } from './compare.ts';
import { isOfSwitching } from './events-of-switching.ts';
import { normalise, ownOnly, withoutSwitching } from './normalise.ts';
import { type RawReply, type RawRequest, sendRaw } from './raw-request.ts';
import { sightOf } from './sight-of-reply.ts';
import { type Message, Socket } from './socket.ts';
import {
  type Ask,
  type Comparing,
  type Credentials,
  type Hear,
  type Listen,
  type PlaceCall,
  RECORDER,
  type Step,
  type Subject,
  type Tell,
  type Upgrade,
} from './step.ts';

/** How long something that takes its time is asked for, milliseconds. */
const LIMIT_MS = 15_000;
/** Between two questions, milliseconds. */
const PAUSE_MS = 20;

/** What a subject looked like on one side. */
export interface Performed {
  /** In the order of the steps. */
  readonly sights: readonly Sight[];
  readonly heard: readonly Heard[];
  readonly requests: number;
  /** How many events there were besides that only a switch has to tell. */
  readonly eventsOfSwitching: number;
}

/** The events of one socket, in order. */
export interface Heard {
  readonly socket: string;
  readonly events: readonly HeardEvent[];
}

export interface HeardEvent {
  /** In short: its type, and whom it is about. */
  readonly line: string;
  readonly event: unknown;
}

/** One subject on one side. */
export class Performance {
  readonly #server: AriServer;
  readonly #names = new Map<string, string>();
  readonly #calls = new Map<string, PlacedCall>();
  readonly #sockets = new Map<string, Socket>();
  readonly #sights: Sight[] = [];
  #requests = 0;

  private constructor(server: AriServer) {
    this.#server = server;
  }

  /** Does everything that the subject has, and leaves nothing of it on the server. */
  static async of(subject: Subject, server: AriServer): Promise<Performed> {
    const performance = new Performance(server);
    try {
      for (const step of subject.steps) {
        await performance.#do(step).catch((error) => {
          throw new Error(`${JSON.stringify(step)} failed: ${error}`, { cause: error });
        });
      }
      return performance.#performed();
    } finally {
      await performance.#cleanUp();
    }
  }

  #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'ask':
        return this.#ask(step);
      case 'hear':
        return this.#hear(step);
      case 'call':
        return this.#placeCall(step);
      case 'hang-up':
        return this.#hangUp(step.name);
      case 'listen':
        return this.#listen(step);
      case 'tell':
        return this.#tell(step);
      case 'upgrade':
        return this.#upgrade(step);
      case 'speak':
        return pause(step.ms);
    }
  }

  async #ask(step: Ask): Promise<void> {
    if (step.only !== undefined && step.only !== this.#server.side) return;
    const deadline = Date.now() + LIMIT_MS;
    const request = this.#requestOf(step);
    let reply = await this.#send(request);
    while (step.until !== undefined && reply.status !== step.until && Date.now() < deadline) {
      await pause(PAUSE_MS);
      reply = await this.#send(request);
    }
    if (step.until !== undefined && reply.status !== step.until) {
      throw new Error(`${this.#server.side} still answers ${reply.status}`);
    }
    if (step.only !== undefined) return;
    const sight = sightOf(reply, step);
    if (step.remember !== undefined) this.#remember(step.remember, sight.body);
    this.#requests += 1;
    const body = ownOnly(sight.body, (id) => this.#isOwn(id));
    this.#see(step.line, { ...sight, body }, step, step.switching);
  }

  #requestOf({ line, as, headers, json, form, text, root = false }: Ask): RawRequest {
    const [type, body] =
      json !== undefined
        ? ['application/json', this.#fill(JSON.stringify(json))]
        : form !== undefined
          ? ['application/x-www-form-urlencoded', this.#fill(form)]
          : [undefined, text];
    const typed = type === undefined ? {} : { 'content-type': type };
    return {
      ...this.#target(line),
      root,
      headers: { ...this.#credentials(as), ...typed, ...headers },
      body,
    };
  }

  async #upgrade(step: Upgrade): Promise<void> {
    const handshake = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const headers = { ...this.#credentials(step.as), ...handshake, ...step.headers };
    const reply = await this.#send({ ...this.#target(step.line), headers });
    this.#requests += 1;
    this.#see(`${step.line} (handshake)`, sightOf(reply), step);
  }

  async #hear({ type, about, socket, only = this.#server.side }: Hear): Promise<void> {
    if (only !== this.#server.side) return;
    const wanted = `${type}${about === undefined ? '' : ` ${about}`}`;
    const heard = await this.#socket(socket).hear((message) => {
      if (isOfSwitching(message)) return false;
      const line = this.#line(message);
      return about === undefined ? message.type === type : line === wanted;
    });
    if (heard !== undefined) return;
    throw new Error(`${this.#server.side} does not send ${wanted} to ${socket}`);
  }

  async #placeCall({ name, far }: PlaceCall): Promise<void> {
    const call = await this.#server.placeCall(far, (channelId) => {
      this.#names.set(name, channelId);
    });
    this.#calls.set(name, call);
    await this.#hear({ kind: 'hear', type: 'StasisStart', about: `{${name}}`, socket: RECORDER });
  }

  async #hangUp(name: string): Promise<void> {
    await this.#calls.get(name)?.hangUp();
  }

  async #listen({ socket, query, as }: Listen): Promise<void> {
    const { authorization = '' } = this.#credentials(as);
    const url = `${this.#server.url}/events?${this.#fill(query)}`;
    this.#sockets.set(socket, await Socket.open(url, authorization));
  }

  async #tell(step: Tell): Promise<void> {
    const socket = this.#socket(step.socket);
    socket.send(this.#fill(step.message));
    const response = await socket.hear(({ type }) => type === 'RESTResponse');
    this.#requests += 1;
    this.#see(`${step.message} over ${step.socket}`, parseBody(response), step);
  }

  #performed(): Performed {
    const heard = [...this.#sockets].map(([socket, { messages }]) => ({
      socket,
      events: messages
        .filter((message) => this.#isOwnEvent(message))
        .map((message) => ({ line: this.#line(message), event: this.#normal(message) })),
    }));
    const all = [...this.#sockets.values()].flatMap(({ messages }) => messages);
    return {
      sights: this.#sights,
      heard,
      requests: this.#requests,
      eventsOfSwitching: all.filter(isOfSwitching).length,
    };
  }

  #see(title: string, seen: unknown, comparing: Comparing, switching = false): void {
    this.#sights.push({ title, seen: this.#normal(seen, switching), comparing });
  }

  #normal(value: unknown, switching = false): unknown {
    const normal = normalise(value, this.#names);
    return switching ? normal : withoutSwitching(normal);
  }

  #send(request: RawRequest): Promise<RawReply> {
    return sendRaw(this.#server.url, request);
  }

  #target(line: string): { readonly method: string; readonly path: string } {
    const [method = '', path = ''] = line.split(' ');
    return { method, path: this.#fill(path) };
  }

  #credentials(as: Credentials = 'writer'): Readonly<Record<string, string>> {
    if (as === 'nobody') return {};
    return { authorization: `Basic ${Buffer.from(this.#server.users[as]).toString('base64')}` };
  }

  /** Puts in what stands in braces: an id, or somebody's user and password. */
  #fill(text: string): string {
    const { writer, reader } = this.#server.users;
    const all = [...this.#names, ['writer', writer] as const, ['reader', reader] as const];
    return all.reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
  }

  #remember(name: string, body: unknown): void {
    if (typeof body === 'object' && body !== null && 'id' in body) {
      this.#names.set(name, String(body.id));
    }
  }

  #socket(name: string): Socket {
    const socket = this.#sockets.get(name);
    if (socket === undefined) throw new Error(`Nobody listens as ${name}`);
    return socket;
  }

  /** An event in short: its type, and whom it is about. */
  #line(message: Message): string {
    return normalise(lineOf(message), this.#names) as string;
  }

  /** Ids that were not generated, such as a bridge's chosen one, are the subject's own by their look. */
  #isOwn(id: string): boolean {
    return [...this.#names.values()].includes(id) || id.startsWith('own-');
  }

  #isOwnEvent(message: Message): boolean {
    if (message.type === 'RESTResponse' || isOfSwitching(message)) return false;
    return idsIn(message).every((id) => this.#isOwn(id));
  }

  async #cleanUp(): Promise<void> {
    for (const call of this.#calls.values()) await call.hangUp().catch(() => {});
    for (const name of this.#calls.keys()) await this.#until(404, `/channels/{${name}}`);
    for (const socket of this.#sockets.values()) socket.close();
    await this.#deleteAll('/recordings/stored', 'name');
    await this.#deleteAll('/bridges', 'id');
  }

  async #deleteAll(path: string, key: 'id' | 'name'): Promise<void> {
    const { body } = await this.#get(path);
    for (const item of JSON.parse(body) as Readonly<Record<'id' | 'name', string>>[]) {
      const below = `${path}/${encodeURIComponent(utf8(item[key]))}`;
      await this.#send({ method: 'DELETE', path: below, headers: this.#credentials() });
    }
  }

  async #until(status: number, path: string): Promise<void> {
    const deadline = Date.now() + LIMIT_MS;
    while ((await this.#get(path)).status !== status && Date.now() < deadline)
      await pause(PAUSE_MS);
  }

  #get(path: string): Promise<RawReply> {
    const headers = this.#credentials();
    return this.#send({ method: 'GET', path: this.#fill(path), headers });
  }
}

interface Mentioned {
  readonly channel?: { readonly id?: string };
  readonly bridge?: { readonly id?: string };
  readonly recording?: { readonly name?: string; readonly target_uri?: string };
  readonly eventname?: string;
}

function lineOf(message: Message): string {
  const { channel, bridge, recording, eventname } = message as Mentioned;
  const about = [channel?.id, bridge?.id, recording?.name, eventname];
  return [message.type, ...about.filter((part) => part !== undefined)].join(' ');
}

function idsIn(message: Message): readonly string[] {
  const { channel, bridge, recording } = message as Mentioned;
  const target = recording?.target_uri?.replace(/^\w+:/, '');
  return [channel?.id, bridge?.id, target].filter((id) => id !== undefined);
}

/** A response over the socket, with its body as JSON where it is. */
function parseBody(response: Message | undefined): unknown {
  const { message_body: text } = response ?? {};
  if (typeof text !== 'string') return response ?? 'nothing';
  try {
    return { ...response, message_body: JSON.parse(text) };
  } catch {
    return response;
  }
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
