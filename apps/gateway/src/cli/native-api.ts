import type { components } from '../generated/api.ts';
import type { ApiTarget } from './api-target.ts';
import { CommandError } from './failure.ts';

/** How long the gateway may take to answer. */
const TIMEOUT_MS = 10_000;

export interface NativeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body?: object;
  /** What the gateway refuses, if it does: `the session`. */
  readonly what: string;
}

/**
 * Asks a gateway's native API.
 * @throws CommandError when it cannot be reached or refuses.
 */
export async function askGateway<T>({ api, key }: ApiTarget, request: NativeRequest): Promise<T> {
  const { method, path, body, what } = request;
  let response: Response;
  try {
    response = await fetch(`${api}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new CommandError(`no gateway answers at ${api}; is \`tricord serve\` running?`, {
      cause: error,
    });
  }
  if (!response.ok) {
    throw new CommandError(`the gateway refused ${what}: ${await reasonOf(response)}`);
  }
  return (await response.json()) as T;
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem: components['schemas']['Problem'] = JSON.parse(text);
    const details = problem.problems?.map(({ path, message }) => `${path} ${message}`).join('; ');
    return [response.status, problem.detail ?? problem.title, details].filter(Boolean).join(' ');
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
