import type { Credentials, RequestStep } from '../scenario/step.ts';
import type { ComparedServer } from '../server.ts';
import { type RawReply, type RawRequest, sendRaw } from './raw-request.ts';

/** Time limit for a request that is repeated until it has a given status. */
const LIMIT_MS = 15_000;
/** Interval between repeated requests. */
const PAUSE_MS = 20;

/** Sends a scenario's requests to one server, with that server's ids in place of the names. */
export class Requester {
  /** This server's ids by the scenario's names for them. */
  readonly names = new Map<string, string>();
  readonly #server: ComparedServer;

  constructor(server: ComparedServer) {
    this.#server = server;
  }

  /** Sends a step's request, repeatedly if the step waits for a status; returns the last reply. */
  async send(step: RequestStep): Promise<RawReply> {
    const deadline = Date.now() + LIMIT_MS;
    const { until } = step;
    for (;;) {
      const reply = await this.#sendRaw(this.#requestOf(step));
      if (until === undefined || reply.status === until) return reply;
      if (Date.now() > deadline) {
        throw new Error(`${this.#server.name} still answers ${reply.status}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Sends a WebSocket handshake. */
  upgrade(
    line: string,
    as: Credentials | undefined,
    headers: RawRequest['headers'],
  ): Promise<RawReply> {
    const handshake = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const { method, path } = this.#target(line);
    const all = { ...this.credentials(as), ...handshake, ...headers };
    return this.#sendRaw({ method, path, headers: all });
  }

  /** Deletes all items of a list; `key` is the member that ends an item's path. */
  async deleteAll(list: string, key: 'id' | 'name'): Promise<void> {
    const { body } = await this.send({ kind: 'request', line: `GET ${list}` });
    const items: readonly Readonly<Record<string, string>>[] = JSON.parse(utf8(body));
    for (const { [key]: name = '' } of items) {
      await this.send({ kind: 'request', line: `DELETE ${list}/${encodeURIComponent(name)}` });
    }
  }

  /** The Authorization header of a user, by default the server's first. @throws Error if there is no such user. */
  credentials(as?: Credentials): Readonly<Record<string, string>> {
    if (as === 'nobody') return {};
    const { users, name } = this.#server;
    const user = as === undefined ? Object.values(users)[0] : users[as];
    if (user === undefined) throw new Error(`${name} has no user ${as}`);
    return { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
  }

  /** Replaces names in braces by ids, or by `user:password` of a user. */
  fill(text: string): string {
    const all = [...this.names, ...Object.entries(this.#server.users)];
    return all.reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
  }

  #requestOf({ line, as, headers, json, form, text, root = false }: RequestStep): RawRequest {
    const [type, body] =
      json !== undefined
        ? ['application/json', this.fill(JSON.stringify(json))]
        : form !== undefined
          ? ['application/x-www-form-urlencoded', this.fill(form)]
          : [undefined, text];
    const typed = type === undefined ? {} : { 'content-type': type };
    return {
      ...this.#target(line),
      root,
      headers: { ...this.credentials(as), ...typed, ...headers },
      body,
    };
  }

  #target(line: string): Pick<RawRequest, 'method' | 'path'> {
    const [method = '', path = ''] = line.split(' ');
    return { method, path: this.fill(path) };
  }

  #sendRaw(request: RawRequest): Promise<RawReply> {
    return sendRaw(this.#server.url, request);
  }
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString();
}
