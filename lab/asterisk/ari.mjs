/** A request that ARI refused. */
export class AriError extends Error {
  constructor(status, message) {
    super(`${status} ${message}`);
    this.name = 'AriError';
    this.status = status;
  }
}

/** One request to ARI with its parameters in a JSON body; answers the parsed body, or undefined when there is none. */
export async function callAri({ url, username, password, method, path, parameters }) {
  const hasBody = Object.keys(parameters).length > 0;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(parameters) }),
  });
  // Asterisk's HTTP server itself, as while it starts or stops, answers errors in HTML.
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body = isJson ? await response.json() : undefined;
  if (!response.ok) throw new AriError(response.status, body?.message ?? response.statusText);
  return body;
}
