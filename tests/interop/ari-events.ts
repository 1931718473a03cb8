import { once } from 'node:events';
import { WebSocket } from 'ws';

/** An ARI event, with the members that tests use. */
export interface AriEvent {
  readonly type: string;
  readonly channel?: { readonly id: string; readonly name: string };
  readonly recording?: { readonly name: string; readonly target_uri: string };
}

export interface AriEventsOptions {
  /** `http://…/ari` */
  readonly url: string;
  readonly application: string;
  readonly username: string;
  readonly password: string;
}

/** The events that an application has received from Asterisk or from the gateway. */
export class AriEvents {
  readonly #socket: WebSocket;
  readonly #events: AriEvent[] = [];
  readonly #waiting = new Set<(event: AriEvent) => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const event: AriEvent = JSON.parse(String(data));
      this.#events.push(event);
      for (const look of this.#waiting) look(event);
    });
  }

  /** Resolves when the server has registered the application. */
  static async open(options: AriEventsOptions): Promise<AriEvents> {
    const { url, application, username, password } = options;
    const query = new URLSearchParams({ app: application, api_key: `${username}:${password}` });
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/events?${query}`);
    const events = new AriEvents(socket);
    await once(socket, 'open');
    return events;
  }

  /** All events so far, in order. */
  get all(): readonly AriEvent[] {
    return this.#events;
  }

  /** The first matching event, past or future. Waits until the test times out. */
  first(fits: (event: AriEvent) => boolean): Promise<AriEvent> {
    const come = this.#events.find(fits);
    if (come !== undefined) return Promise.resolve(come);
    return new Promise((resolve) => {
      const look = (event: AriEvent) => {
        if (!fits(event)) return;
        this.#waiting.delete(look);
        resolve(event);
      };
      this.#waiting.add(look);
    });
  }

  /** The event of that type for a channel. */
  ofChannel(type: string, channelId: string): Promise<AriEvent> {
    return this.first((event) => event.type === type && event.channel?.id === channelId);
  }

  /** The event of that type for one of our sessions, whose UUID is in the channel's name. */
  ofSession(type: string, sessionId: string): Promise<AriEvent> {
    return this.first((event) => {
      return event.type === type && event.channel?.name.endsWith(`/${sessionId}`) === true;
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}
