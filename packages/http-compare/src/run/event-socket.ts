import { once } from 'node:events';
import { WebSocket } from 'ws';

/** How long an event or a response may take, milliseconds: some come a second or two after their cause. */
const LIMIT_MS = 15_000;

/** An event, or an answer to what was sent over the socket. */
export type Message = Readonly<Record<string, unknown>> & { readonly type?: unknown };

/** A WebSocket for events, and all that has come over it. Whoever opens it closes it. */
export class EventSocket {
  readonly #socket: WebSocket;
  readonly #unheard: Message[] = [];
  readonly #messages: Message[] = [];
  #look: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message: Message = JSON.parse(String(data));
      this.#messages.push(message);
      this.#unheard.push(message);
      this.#look?.();
    });
    // What breaks a socket shows in what is missing from it.
    socket.on('error', () => {});
  }

  /** @param url `http://…/events?…` */
  static async open(url: string, authorization: string): Promise<EventSocket> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers: { authorization } });
    const opened = new EventSocket(socket);
    await once(socket, 'open', { signal: AbortSignal.timeout(LIMIT_MS) });
    return opened;
  }

  /** Everything so far, in order. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** The first message that fits and was not waited for before; undefined when none comes in time. */
  hear(fits: (message: Message) => boolean): Promise<Message | undefined> {
    return new Promise((resolve) => {
      const settle = (message: Message | undefined) => {
        clearTimeout(timer);
        this.#look = undefined;
        resolve(message);
      };
      const timer = setTimeout(() => settle(undefined), LIMIT_MS);
      this.#look = () => {
        const index = this.#unheard.findIndex(fits);
        if (index >= 0) settle(this.#unheard.splice(index, 1)[0]);
      };
      this.#look();
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}
