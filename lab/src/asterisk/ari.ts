/** An ARI request that failed; the message has the status and Asterisk's own message. */
export class AriError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(`${status} ${message}`);
    this.name = 'AriError';
    this.status = status;
  }
}

/** A request to ARI. */
export interface AriRequest {
  /** `http://…/ari` */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly method: string;
  readonly path: string;
  /** Sent as a JSON body if there are any. */
  readonly parameters: object;
}

/**
 * Sends a request to ARI; resolves with the parsed body, or undefined if there is none.
 * @throws AriError for a status of 400 or above.
 */
export async function callAri({
  url,
  username,
  password,
  method,
  path,
  parameters,
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ARI's, and differs by path
}: AriRequest): Promise<any> {
  const hasBody = Object.keys(parameters).length > 0;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(parameters) }),
  });
  // Asterisk's HTTP server sends its own errors, such as those during start and stop, as HTML.
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body = isJson ? ((await response.json()) as { readonly message?: string }) : undefined;
  if (!response.ok) throw new AriError(response.status, body?.message ?? response.statusText);
  return body;
}
