// The example of docs/writing-a-source.md, which a test compares.
import { z } from 'zod';
import { describeByParameters } from '../intake/call-parameters.ts';
import { checked, MessageError } from '../intake/message-error.ts';
import type { SourceStream } from '../intake/source-stream.ts';
import { ulaw } from '../sources/websocket/codecs.ts';
import type { MessageHandler } from '../sources/websocket/web-socket-stream.ts';

const hello = z.object({
  uuid: z.uuid(),
  parameters: z.record(z.string(), z.string()).default({}),
});

function parseHello(text: string): z.output<typeof hello> {
  try {
    return checked(hello, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new MessageError('malformed', 'no JSON');
    throw error;
  }
}

export class ExampleConnection implements MessageHandler {
  readonly #stream: SourceStream;
  readonly #codec = ulaw(8000);

  constructor(stream: SourceStream) {
    this.#stream = stream;
  }

  text(message: Buffer): number {
    const { uuid, parameters } = parseHello(message.toString());
    this.#stream.begin({
      id: uuid,
      tracks: ['remote'],
      acceptUnknown: true,
      description: describeByParameters(new Map(Object.entries(parameters))),
    });
    return 0;
  }

  binary(message: Buffer): number {
    if (!this.#stream.begun) {
      const early = Buffer.from(message);
      this.#stream.hold(early.length, () => this.binary(early));
      return 0;
    }
    this.#stream.count(message.length);
    const samples = this.#codec.decode(message);
    this.#stream.track('remote')?.push(samples, 8000, this.#stream.arrivedMs);
    return message.length / 8;
  }
}
