import type { NativeSchemas } from '@tricord/native';
import type { ApiTarget } from './api-target.ts';
import { CommandError } from './failure.ts';

/** How long the gateway may take to respond. */
const TIMEOUT_MS = 10_000;

export interface NativeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent unchanged, instead of `body`. */
  readonly content?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** How long the gateway may take to respond; default: ten seconds. */
  readonly timeoutMs?: number;
  /** The object of the request, for error messages: `the session`. */
  readonly what: string;
}

/**
 * Sends a request to a gateway's native API.
 * @throws CommandError when it cannot be reached or rejects the request.
 */
export async function askGateway<T>(target: ApiTarget, request: NativeRequest): Promise<T> {
  return (await (await send(target, request)).json()) as T;
}

/** As {@link askGateway}, for a text response. */
export async function readGateway(target: ApiTarget, request: NativeRequest): Promise<string> {
  // Response.text() would drop a byte order mark.
  return Buffer.from(await (await send(target, request)).arrayBuffer()).toString();
}

async function send({ api, key }: ApiTarget, request: NativeRequest): Promise<Response> {
  const { method, path, body, timeoutMs = TIMEOUT_MS, what } = request;
  const content =
    body === undefined
      ? request.content
      : { type: 'application/json', bytes: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(`${api}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(content === undefined ? {} : { 'content-type': content.type }),
      },
      ...(content === undefined ? {} : { body: content.bytes }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new CommandError(`no gateway answers at ${api}; is \`tricord serve\` running?`, {
      cause: error,
    });
  }
  if (!response.ok) {
    throw new CommandError(`the gateway refused ${what}: ${await reasonOf(response)}`);
  }
  return response;
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem: NativeSchemas['Problem'] = JSON.parse(text);
    const details = problem.problems?.map(({ path, message }) => `${path} ${message}`).join('; ');
    return [response.status, details ?? problem.detail].join(' ');
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
