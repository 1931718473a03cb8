import { Agent, request } from 'node:http';
import { monotonicMs } from '../process/monotonic.ts';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** From the request to the first byte of the body, milliseconds. */
  readonly firstByteMs: number;
  /** From the request to the last byte, milliseconds. */
  readonly totalMs: number;
}

/** A client of one API on this machine, with keep-alive connections. */
export class HttpClient {
  readonly #port: number;
  readonly #authorization: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  /** @param authorization the complete header. */
  constructor(port: number, authorization: string) {
    this.#port = port;
    this.#authorization = authorization;
  }

  /** Sends a request; rejects only when there is no response. */
  send(method: string, path: string, json?: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const startMs = monotonicMs();
      const chunks: Buffer[] = [];
      let firstByteMs: number | undefined;
      const headers = {
        authorization: this.#authorization,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const options = { host: '127.0.0.1', port: this.#port, method, path, headers };
      request({ ...options, agent: this.#agent }, (response) => {
        response.on('data', (chunk: Buffer) => {
          firstByteMs ??= monotonicMs() - startMs;
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const totalMs = monotonicMs() - startMs;
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks),
            firstByteMs: firstByteMs ?? totalMs,
            totalMs,
          });
        });
      })
        .on('error', reject)
        .end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  /**
   * The parsed JSON response to a request; `T` is its type according to the API's document.
   * @throws Error for any status but 2xx.
   */
  async json<T>(method: string, path: string, json?: object): Promise<T> {
    const { status, body } = await this.send(method, path, json);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${body.toString()}`);
    return JSON.parse(body.toString()) as T;
  }

  /** Closes its connections. */
  close(): void {
    this.#agent.destroy();
  }
}
