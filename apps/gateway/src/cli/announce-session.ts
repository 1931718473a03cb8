import type { components } from '../generated/api.ts';
import type { CallTarget } from './call-target.ts';
import { CommandError } from './failure.ts';

/** How long the gateway may take to answer. */
const TIMEOUT_MS = 10_000;

/**
 * Tells a gateway whose call will arrive under `uuid`.
 * @throws CommandError when it cannot be reached or refuses.
 */
export async function announceSession(
  { api, key }: Pick<CallTarget, 'api' | 'key'>,
  uuid: string,
  description: components['schemas']['CallDescription'],
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${api}/api/v1/sessions/${uuid}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(description),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new CommandError(`no gateway answers at ${api}; is \`tricord serve\` running?`, {
      cause: error,
    });
  }
  if (!response.ok) {
    throw new CommandError(`the gateway refused the session: ${await reasonOf(response)}`);
  }
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
