import type { ApiRules } from '../api-rules.ts';
import { keepOwn } from '../normalize.ts';
import {
  type CompareOptions,
  type ExpectEvent,
  expectEvent,
  type OpenSocket,
  type PlaceCall,
  type RequestStep,
  type Scenario,
  type SendMessage,
  type Step,
  type Upgrade,
} from '../scenario/step.ts';
import type { ComparedServer, PlacedCall } from '../server.ts';
import { EventSocket, type Message } from './event-socket.ts';
import { observeReply } from './observe-reply.ts';
import { Requester } from './requester.ts';

/** What one server returned for one step of a scenario. */
export interface Observation {
  /** The step, in one line. */
  readonly title: string;
  readonly seen: unknown;
  readonly options: CompareOptions;
}

/** The result of a scenario on one server. */
export interface ScenarioResult {
  /** Name of the server. */
  readonly server: string;
  /** In the order of the steps. */
  readonly observations: readonly Observation[];
  readonly received: readonly SocketEvents[];
  readonly requests: number;
  /** Number of further events, which the rules ignore. */
  readonly ignoredEvents: number;
}

/** The events of one socket, in order. */
export interface SocketEvents {
  readonly socket: string;
  readonly events: readonly ReceivedEvent[];
}

export interface ReceivedEvent {
  /** Summary: type and subject. */
  readonly line: string;
  readonly event: unknown;
}

/** Runs one scenario on one server. */
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
   * Runs all steps, and then removes what they have left on the server.
   * @throws Error that names the failed step
   */
  static async run(
    scenario: Scenario,
    server: ComparedServer,
    rules: ApiRules,
  ): Promise<ScenarioResult> {
    const run = new ScenarioRun(server, rules);
    const ran = run.#run(scenario);
    await Promise.allSettled([ran]);
    const [cleaned] = await Promise.allSettled([run.#cleanUp()]);
    // An error of the scenario also explains an error of the cleanup, so it takes precedence.
    await ran;
    if (cleaned.status === 'rejected') throw cleaned.reason;
    return ran;
  }

  async #run({ steps }: Scenario): Promise<ScenarioResult> {
    for (const step of steps) {
      await this.#do(step).catch((error) => {
        throw new Error(`${JSON.stringify(step)}: ${error}`, { cause: error });
      });
    }
    const messages = [...this.#sockets.values()].flatMap((socket) => socket.messages);
    return {
      server: this.#server.name,
      observations: this.#observations,
      received: [...this.#sockets].map(([name, socket]) => this.#receivedBy(name, socket)),
      requests: this.#observations.length,
      ignoredEvents: messages.filter((message) => this.#rules.isIgnored(message)).length,
    };
  }

  #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'request':
        return this.#request(step);
      case 'expect-event':
        return this.#expectEvent(step);
      case 'call':
        return this.#placeCall(step);
      case 'hang-up':
        return this.#hangUp(step.name);
      case 'open-socket':
        return this.#openSocket(step);
      case 'send-message':
        return this.#sendMessage(step);
      case 'upgrade':
        return this.#upgrade(step);
      case 'wait':
        return new Promise((resolve) => setTimeout(resolve, step.ms));
    }
  }

  async #request(step: RequestStep): Promise<void> {
    if (step.only !== undefined && step.only !== this.#server.name) return;
    const reply = await this.#requester.send(step);
    if (step.only !== undefined) return;
    const observed = observeReply(reply, this.#rules.headers, step);
    if (step.remember !== undefined) this.#remember(step.remember, observed.body);
    const body = keepOwn(observed.body, (id) => this.#isOwn(id));
    this.#observe(step.line, { ...observed, body }, step, step.whole);
  }

  async #upgrade(step: Upgrade): Promise<void> {
    const reply = await this.#requester.upgrade(step.line, step.as, step.headers);
    const observed = observeReply(reply, this.#rules.headers);
    this.#observe(`${step.line} (handshake)`, observed, step);
  }

  async #sendMessage(step: SendMessage): Promise<void> {
    const socket = this.#socket(step.socket);
    socket.send(this.#requester.fill(step.message));
    const response = await socket.waitFor((message) => this.#rules.isResponse(message));
    this.#observe(`${step.message} over ${step.socket}`, this.#rules.responseOf(response), step);
  }

  async #expectEvent({
    type,
    about,
    socket,
    only = this.#server.name,
  }: ExpectEvent): Promise<void> {
    if (only !== this.#server.name) return;
    const wanted = about === undefined ? type : `${type} ${about}`;
    const received = await this.#socket(socket).waitFor((message) => {
      if (this.#rules.isIgnored(message)) return false;
      return about === undefined ? message.type === type : this.#line(message) === wanted;
    });
    if (received === undefined) throw new Error(`${only} does not send ${wanted} to ${socket}`);
  }

  async #placeCall({ name, far }: PlaceCall): Promise<void> {
    const call = await this.#server.placeCall(far, (id) => {
      this.#requester.names.set(name, id);
    });
    this.#calls.set(name, call);
    const { callBegins } = this.#rules;
    if (callBegins === undefined) return;
    await this.#expectEvent(expectEvent(callBegins.type, `{${name}}`, callBegins.socket));
  }

  async #hangUp(name: string): Promise<void> {
    await this.#calls.get(name)?.hangUp();
  }

  async #openSocket({ socket, query, as }: OpenSocket): Promise<void> {
    const { authorization = '' } = this.#requester.credentials(as);
    const url = `${this.#server.url}${this.#rules.eventsPath}?${this.#requester.fill(query)}`;
    this.#sockets.set(socket, await EventSocket.open(url, authorization));
  }

  #observe(title: string, seen: unknown, options: CompareOptions, whole = false): void {
    this.#observations.push({ title, seen: this.#normal(seen, whole), options });
  }

  #receivedBy(socket: string, { messages }: EventSocket): SocketEvents {
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
    if (socket === undefined) throw new Error(`No open socket ${name}`);
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
