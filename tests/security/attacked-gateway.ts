import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ConfigInput, configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { createLogger } from '@tricord/http-kit';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { WebSocket } from 'ws';

/** A response, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The client's own address; default: 127.0.0.1. */
  readonly from?: string;
}

/** A gateway in this process that tests attack, with everything that it logs. */
export class AttackedGateway {
  readonly url: string;
  readonly logged: string[];
  readonly gateway: Gateway;
  readonly #folder: TemporaryFolder;

  private constructor(gateway: Gateway, logged: string[], folder: TemporaryFolder) {
    this.gateway = gateway;
    this.url = gateway.url;
    this.logged = logged;
    this.#folder = folder;
  }

  /** @param change makes the configuration of that of the lab. */
  static async open(
    change: (config: ConfigInput) => ConfigInput = (config) => config,
  ): Promise<AttackedGateway> {
    const folder = await temporaryFolder();
    const logged: string[] = [];
    const logger = createLogger('trace', { write: (line) => void logged.push(line) });
    const config = configSchema.parse(change(testConfig(folder.path)));
    return new AttackedGateway(await openGateway(config, logger), logged, folder);
  }

  /** Sends a request whose target is exactly this. */
  async ask(target: string, asking: Asking = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, body, from = '127.0.0.1' } = asking;
    const { port } = new URL(this.url);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({
      ...{ host: '127.0.0.1', port, method, path: target, localAddress: from, agent: false },
      headers: { ...headers, ...length },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const { statusCode: status = 0, headers: answered } = response;
    return { status, headers: answered, body: await text(response) };
  }

  /** Tries to open a WebSocket. Answers 101 when it opens, and closes it again. */
  async connect(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const socket = new WebSocket(this.url.replace('http', 'ws') + path, { headers });
    return await new Promise((resolve, reject) => {
      socket.once('open', () => {
        socket.close();
        socket.once('close', () => resolve({ status: 101, headers: {}, body: '' }));
      });
      socket.once('unexpected-response', (_request, response: IncomingMessage) => {
        const { statusCode: status = 0, headers: answered } = response;
        void text(response).then((body) => resolve({ status, headers: answered, body }), reject);
      });
      socket.once('error', reject);
    });
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.#folder.close();
  }
}

export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
