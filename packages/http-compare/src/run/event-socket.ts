import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Time limit for an event or a response; some come one or two seconds after their cause. */
const LIMIT_MS = 15_000;

/** An event, or a response to a message that was sent over the socket. */
export type Message = Readonly<Record<string, unknown>> & { readonly type?: unknown };

/** A WebSocket for events that keeps everything it receives. The caller closes it. */
export class EventSocket {
  readonly #socket: WebSocket;
  readonly #unclaimed: Message[] = [];
  readonly #messages: Message[] = [];
  #look: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message: Message = JSON.parse(String(data));
      this.#messages.push(message);
      this.#unclaimed.push(message);
      this.#look?.();
    });
    // A broken socket is noticed by its missing messages.
    socket.on('error', () => {});
  }

  /** @param url `http://…/events?…` */
  static async open(url: string, authorization: string): Promise<EventSocket> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers: { authorization } });
    const opened = new EventSocket(socket);
    await once(socket, 'open', { signal: AbortSignal.timeout(LIMIT_MS) });
    return opened;
  }

  /** All messages so far, in order. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** The first matching message that no earlier call has returned; undefined after 15 s. */
  waitFor(matches: (message: Message) => boolean): Promise<Message | undefined> {
    return new Promise((resolve) => {
      const settle = (message: Message | undefined) => {
        clearTimeout(timer);
        this.#look = undefined;
        resolve(message);
      };
      const timer = setTimeout(() => settle(undefined), LIMIT_MS);
      this.#look = () => {
        const index = this.#unclaimed.findIndex(matches);
        if (index >= 0) settle(this.#unclaimed.splice(index, 1)[0]);
      };
      this.#look();
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}
