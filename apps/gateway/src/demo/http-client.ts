/** A client of one API of the gateway, as an outsider would write it: plain HTTP. */
export class HttpClient {
  readonly #base: string;
  readonly #authorization: string;

  /** @param authorization the whole header: `Basic …` or `Bearer …`. */
  constructor(base: string, authorization: string) {
    this.#base = base;
    this.#authorization = authorization;
  }

  /** Sends a request; any status but 2xx is an error that contains the response. */
  async send(
    method: string,
    path: string,
    options: { json?: object; form?: Record<string, string>; accept?: string } = {},
  ): Promise<Response> {
    const { json, form, accept } = options;
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        authorization: this.#authorization,
        ...(accept === undefined ? {} : { accept }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  /** The JSON response to a request; `T` is its type according to the API's document. */
  async json<T>(
    method: string,
    path: string,
    options?: Parameters<HttpClient['send']>[2],
  ): Promise<T> {
    return (await this.send(method, path, options)).json() as Promise<T>;
  }

  /** The body of a response to a GET. */
  async bytes(path: string, accept?: string): Promise<Buffer> {
    const response = await this.send('GET', path, accept === undefined ? {} : { accept });
    return Buffer.from(await response.arrayBuffer());
  }
}

/** The header of HTTP Basic. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
