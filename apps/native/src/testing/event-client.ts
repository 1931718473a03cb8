/** A message of a stream of server-sent events. */
export interface ServerSentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** Reads server-sent events as a client does. */
export class EventClient {
  readonly response: Response;
  /** The id that the client would resume from. */
  lastEventId: string | undefined;
  readonly #abort: AbortController;
  readonly #messages: AsyncGenerator<ServerSentEvent>;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.#messages = this.#read();
  }

  static async connect(
    url: string,
    {
      key = 'acme-admin',
      authorization = `Bearer ${key}`,
      after,
    }: { key?: string; authorization?: string; after?: string } = {},
  ): Promise<EventClient> {
    const abort = new AbortController();
    const headers = {
      authorization,
      ...(after === undefined ? {} : { 'last-event-id': after }),
    };
    return new EventClient(await fetch(url, { headers, signal: abort.signal }), abort);
  }

  /** The next message, with or without an event; undefined once the server has ended the stream. */
  async next(): Promise<ServerSentEvent | undefined> {
    const { value, done } = await this.#messages.next();
    return done ? undefined : value;
  }

  /** The types of the next events. */
  async types(count: number): Promise<string[]> {
    const types: string[] = [];
    while (types.length < count) {
      const message = await this.next();
      if (message === undefined) break;
      if (message.event !== undefined) types.push(message.event);
    }
    return types;
  }

  leave(): void {
    this.#abort.abort();
  }

  async *#read(): AsyncGenerator<ServerSentEvent> {
    let text = '';
    for await (const chunk of this.response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const message = parse(block);
        this.lastEventId = message.id ?? this.lastEventId;
        yield message;
      }
    }
  }
}

function parse(block: string): ServerSentEvent {
  const fields = block.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  const { id, event, data } = Object.fromEntries(fields);
  return {
    ...(id === undefined ? {} : { id }),
    ...(event === undefined ? {} : { event }),
    ...(data === undefined ? {} : { data: JSON.parse(data) }),
  };
}
