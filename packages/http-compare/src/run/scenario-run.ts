import type { ApiRules } from '../api-rules.ts';
import { ownOnly } from '../normalize.ts';
import {
  type Ask,
  type Comparing,
  type Hear,
  hear,
  type Listen,
  type PlaceCall,
  type Scenario,
  type Step,
  type Tell,
  type Upgrade,
} from '../scenario/step.ts';
import type { ComparedServer, PlacedCall } from '../server.ts';
import { EventSocket, type Message } from './event-socket.ts';
import { observeReply } from './observe-reply.ts';
import { Requester } from './requester.ts';

/** What one server showed at one point of a scenario. */
export interface Observation {
  /** What was done there. */
  readonly title: string;
  readonly seen: unknown;
  readonly comparing: Comparing;
}

/** What a scenario looked like on one server. */
export interface RanScenario {
  /** The name of the server. */
  readonly server: string;
  /** In the order of the steps. */
  readonly observations: readonly Observation[];
  readonly heard: readonly SocketEvents[];
  readonly requests: number;
  /** How many events there were besides that the rules ignore. */
  readonly ignoredEvents: number;
}

/** The events of one socket, in order. */
export interface SocketEvents {
  readonly socket: string;
  readonly events: readonly HeardEvent[];
}

export interface HeardEvent {
  /** In short: its type, and whom it is about. */
  readonly line: string;
  readonly event: unknown;
}

/** One scenario on one server. */
export class ScenarioRun {
  readonly #server: ComparedServer;
  readonly #rules: ApiRules;
  readonly #requester: Requester;
  readonly #calls = new Map<string, PlacedCall>();
  readonly #sockets = new Map<string, EventSocket>();
  readonly #observations: Observation[] = [];

  private constructor(server: ComparedServer, rules: ApiRules) {
    this.#server = server;
    this.#rules = rules;
    this.#requester = new Requester(server);
  }

  /**
   * Does everything that the scenario has, and leaves nothing of it on the server.
   * @throws Error with the step at which the scenario could not go on.
   */
  static async of(
    scenario: Scenario,
    server: ComparedServer,
    rules: ApiRules,
  ): Promise<RanScenario> {
    const run = new ScenarioRun(server, rules);
    const ran = run.#run(scenario);
    await Promise.allSettled([ran]);
    const [cleaned] = await Promise.allSettled([run.#cleanUp()]);
    // Why the scenario failed is why the rest did.
    await ran;
    if (cleaned.status === 'rejected') throw cleaned.reason;
    return ran;
  }

  async #run({ steps }: Scenario): Promise<RanScenario> {
    for (const step of steps) {
      await this.#do(step).catch((error) => {
        throw new Error(`${JSON.stringify(step)}: ${error}`, { cause: error });
      });
    }
    const messages = [...this.#sockets.values()].flatMap((socket) => socket.messages);
    return {
      server: this.#server.name,
      observations: this.#observations,
      heard: [...this.#sockets].map(([name, socket]) => this.#heardBy(name, socket)),
      requests: this.#observations.length,
      ignoredEvents: messages.filter((message) => this.#rules.isIgnored(message)).length,
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
    if (step.only !== undefined && step.only !== this.#server.name) return;
    const reply = await this.#requester.ask(step);
    if (step.only !== undefined) return;
    const observed = observeReply(reply, this.#rules.headers, step);
    if (step.remember !== undefined) this.#remember(step.remember, observed.body);
    const body = ownOnly(observed.body, (id) => this.#isOwn(id));
    this.#observe(step.line, { ...observed, body }, step, step.whole);
  }

  async #upgrade(step: Upgrade): Promise<void> {
    const reply = await this.#requester.upgrade(step.line, step.as, step.headers);
    const observed = observeReply(reply, this.#rules.headers);
    this.#observe(`${step.line} (handshake)`, observed, step);
  }

  async #tell(step: Tell): Promise<void> {
    const socket = this.#socket(step.socket);
    socket.send(this.#requester.fill(step.message));
    const response = await socket.hear((message) => this.#rules.isResponse(message));
    this.#observe(`${step.message} over ${step.socket}`, this.#rules.responseOf(response), step);
  }

  async #hear({ type, about, socket, only = this.#server.name }: Hear): Promise<void> {
    if (only !== this.#server.name) return;
    const wanted = about === undefined ? type : `${type} ${about}`;
    const heard = await this.#socket(socket).hear((message) => {
      if (this.#rules.isIgnored(message)) return false;
      return about === undefined ? message.type === type : this.#line(message) === wanted;
    });
    if (heard === undefined) throw new Error(`${only} does not send ${wanted} to ${socket}`);
  }

  async #placeCall({ name, far }: PlaceCall): Promise<void> {
    const call = await this.#server.placeCall(far, (id) => {
      this.#requester.names.set(name, id);
    });
    this.#calls.set(name, call);
    const { callBegins } = this.#rules;
    if (callBegins === undefined) return;
    await this.#hear(hear(callBegins.type, `{${name}}`, callBegins.socket));
  }

  async #hangUp(name: string): Promise<void> {
    await this.#calls.get(name)?.hangUp();
  }

  async #listen({ socket, query, as }: Listen): Promise<void> {
    const { authorization = '' } = this.#requester.credentials(as);
    const url = `${this.#server.url}${this.#rules.eventsPath}?${this.#requester.fill(query)}`;
    this.#sockets.set(socket, await EventSocket.open(url, authorization));
  }

  #observe(title: string, seen: unknown, comparing: Comparing, whole = false): void {
    this.#observations.push({ title, seen: this.#normal(seen, whole), comparing });
  }

  #heardBy(socket: string, { messages }: EventSocket): SocketEvents {
    const events = messages
      .filter((message) => this.#isOwnEvent(message))
      .map((message) => ({ line: this.#line(message), event: this.#normal(message) }));
    return { socket, events };
  }

  #normal(value: unknown, whole = false): unknown {
    return this.#rules.normalize(value, { names: this.#requester.names, whole });
  }

  #line(message: Message): string {
    return String(this.#normal(this.#rules.lineOf(message)));
  }

  #remember(name: string, body: unknown): void {
    if (typeof body === 'object' && body !== null && 'id' in body) {
      this.#requester.names.set(name, String(body.id));
    }
  }

  #socket(name: string): EventSocket {
    const socket = this.#sockets.get(name);
    if (socket === undefined) throw new Error(`Nobody listens as ${name}`);
    return socket;
  }

  #isOwn(id: string): boolean {
    return [...this.#requester.names.values()].includes(id) || this.#rules.isOwnId(id);
  }

  #isOwnEvent(message: Message): boolean {
    if (this.#rules.isResponse(message) || this.#rules.isIgnored(message)) return false;
    return this.#rules.idsIn(message).every((id) => this.#isOwn(id));
  }

  async #cleanUp(): Promise<void> {
    for (const call of this.#calls.values()) await call.hangUp().catch(() => {});
    for (const name of this.#calls.keys()) await this.#rules.callEnded(this.#requester, name);
    for (const socket of this.#sockets.values()) socket.close();
    await this.#rules.cleanUp(this.#requester);
  }
}
