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

/** The gateway rejected a request. */
export class RefusedError extends CommandError {
  readonly status: number;
  /** What is wrong with the request, if the gateway says so. */
  readonly problems: NonNullable<NativeSchemas['Problem']['problems']>;

  constructor(message: string, status: number, problems: RefusedError['problems']) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
    this.problems = problems;
  }
}

/**
 * Sends a request to a gateway's native API.
 * @throws CommandError when it cannot be reached; RefusedError when it rejects the request.
 */
export async function askGateway<T>(target: ApiTarget, request: NativeRequest): Promise<T> {
  const response = await send(target, request);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new CommandError(`what answers at ${target.api} is no gateway, or its answer broke off`, {
      cause: error,
    });
  }
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
    throw await refusalOf(response, what);
  }
  return response;
}

async function refusalOf(response: Response, what: string): Promise<RefusedError> {
  const { status, statusText } = response;
  const text = await response.text();
  const refused = (reason: string, problems: RefusedError['problems'] = []) =>
    new RefusedError(`the gateway refused ${what}: ${reason}`, status, problems);
  try {
    const { title, detail, problems }: NativeSchemas['Problem'] = JSON.parse(text);
    const details = problems?.map(({ path, message }) => `${path} ${message}`).join('; ');
    const reason = details === undefined ? detail : `${title} ${details}`;
    return refused(`${status} ${reason}`, problems);
  } catch {
    return refused(`${status} ${statusText}`);
  }
}
