import type { AriServer, PlacedCall } from './ari-server.ts';
import { isOfSwitching } from './events-of-switching.ts';
import { idsIn, lineOf, withBody } from './message-parts.ts';
import { normalise, ownOnly, withoutSwitching } from './normalise.ts';
import { Requester } from './requester.ts';
import { sightOf } from './sight-of-reply.ts';
import { type Message, Socket } from './socket.ts';
import {
  type Ask,
  ask,
  type Comparing,
  type Hear,
  hear,
  type Listen,
  type PlaceCall,
  type Step,
  type Subject,
  type Tell,
  type Upgrade,
} from './step.ts';

/** What one side showed at one point of a subject. */
export interface Sight {
  /** What was done there. */
  readonly title: string;
  readonly seen: unknown;
  readonly comparing: Comparing;
}

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
  readonly #requester: Requester;
  readonly #calls = new Map<string, PlacedCall>();
  readonly #sockets = new Map<string, Socket>();
  readonly #sights: Sight[] = [];

  private constructor(server: AriServer) {
    this.#server = server;
    this.#requester = new Requester(server);
  }

  /**
   * Does everything that the subject has, and leaves nothing of it on the server.
   * @throws Error with the step at which the subject could not go on.
   */
  static async of(subject: Subject, server: AriServer): Promise<Performed> {
    const performance = new Performance(server);
    const performed = performance.#perform(subject);
    await Promise.allSettled([performed]);
    const [cleaned] = await Promise.allSettled([performance.#cleanUp()]);
    // Why the subject failed is why the rest did.
    await performed;
    if (cleaned.status === 'rejected') throw cleaned.reason;
    return performed;
  }

  async #perform({ steps }: Subject): Promise<Performed> {
    for (const step of steps) {
      await this.#do(step).catch((error) => {
        throw new Error(`${JSON.stringify(step)}: ${error}`, { cause: error });
      });
    }
    const messages = [...this.#sockets.values()].flatMap((socket) => socket.messages);
    return {
      sights: this.#sights,
      heard: [...this.#sockets].map(([name, socket]) => this.#heardBy(name, socket)),
      requests: this.#sights.length,
      eventsOfSwitching: messages.filter(isOfSwitching).length,
    };
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
        return new Promise((resolve) => setTimeout(resolve, step.ms));
    }
  }

  async #ask(step: Ask): Promise<void> {
    if (step.only !== undefined && step.only !== this.#server.side) return;
    const reply = await this.#requester.ask(step);
    if (step.only !== undefined) return;
    const sight = sightOf(reply, step);
    if (step.remember !== undefined) this.#remember(step.remember, sight.body);
    const body = ownOnly(sight.body, (id) => this.#isOwn(id));
    this.#see(step.line, { ...sight, body }, step, step.switching);
  }

  async #upgrade(step: Upgrade): Promise<void> {
    const reply = await this.#requester.upgrade(step.line, step.as, step.headers);
    this.#see(`${step.line} (handshake)`, sightOf(reply), step);
  }

  async #tell(step: Tell): Promise<void> {
    const socket = this.#socket(step.socket);
    socket.send(this.#requester.fill(step.message));
    const response = await socket.hear(({ type }) => type === 'RESTResponse');
    this.#see(`${step.message} over ${step.socket}`, withBody(response), step);
  }

  async #hear({ type, about, socket, only = this.#server.side }: Hear): Promise<void> {
    if (only !== this.#server.side) return;
    const wanted = about === undefined ? type : `${type} ${about}`;
    const heard = await this.#socket(socket).hear((message) => {
      if (isOfSwitching(message)) return false;
      return about === undefined ? message.type === type : this.#line(message) === wanted;
    });
    if (heard === undefined) throw new Error(`${only} does not send ${wanted} to ${socket}`);
  }

  async #placeCall({ name, far }: PlaceCall): Promise<void> {
    const call = await this.#server.placeCall(far, (channelId) => {
      this.#requester.names.set(name, channelId);
    });
    this.#calls.set(name, call);
    await this.#hear(hear('StasisStart', `{${name}}`));
  }

  async #hangUp(name: string): Promise<void> {
    await this.#calls.get(name)?.hangUp();
  }

  async #listen({ socket, query, as }: Listen): Promise<void> {
    const { authorization = '' } = this.#requester.credentials(as);
    const url = `${this.#server.url}/events?${this.#requester.fill(query)}`;
    this.#sockets.set(socket, await Socket.open(url, authorization));
  }

  #see(title: string, seen: unknown, comparing: Comparing, switching = false): void {
    this.#sights.push({ title, seen: this.#normal(seen, switching), comparing });
  }

  #heardBy(socket: string, { messages }: Socket): Heard {
    const events = messages
      .filter((message) => this.#isOwnEvent(message))
      .map((message) => ({ line: this.#line(message), event: this.#normal(message) }));
    return { socket, events };
  }

  #normal(value: unknown, switching = false): unknown {
    const normal = normalise(value, this.#requester.names);
    return switching ? normal : withoutSwitching(normal);
  }

  #line(message: Message): string {
    return String(normalise(lineOf(message), this.#requester.names));
  }

  #remember(name: string, body: unknown): void {
    if (typeof body === 'object' && body !== null && 'id' in body) {
      this.#requester.names.set(name, String(body.id));
    }
  }

  #socket(name: string): Socket {
    const socket = this.#sockets.get(name);
    if (socket === undefined) throw new Error(`Nobody listens as ${name}`);
    return socket;
  }

  /** Ids that were not generated, such as a bridge's chosen one, are the subject's own by their look. */
  #isOwn(id: string): boolean {
    return [...this.#requester.names.values()].includes(id) || id.startsWith('own-');
  }

  #isOwnEvent(message: Message): boolean {
    if (message.type === 'RESTResponse' || isOfSwitching(message)) return false;
    return idsIn(message).every((id) => this.#isOwn(id));
  }

  async #cleanUp(): Promise<void> {
    for (const call of this.#calls.values()) await call.hangUp().catch(() => {});
    for (const name of this.#calls.keys()) {
      await this.#requester.ask(ask(`GET /channels/{${name}}`, { until: 404 }));
    }
    for (const socket of this.#sockets.values()) socket.close();
    await this.#requester.deleteAll('/recordings/stored', 'name');
    await this.#requester.deleteAll('/bridges', 'id');
  }
}
