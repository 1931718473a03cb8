import type { NativeSchemas } from '@tricord/native';
import type { ApiTarget } from './api-target.ts';
import { askGateway } from './native-api.ts';

/**
 * Describes a call that will arrive under `uuid` to a gateway.
 * @throws CommandError when it cannot be reached or rejects the request.
 */
export async function announceSession(
  target: ApiTarget,
  uuid: string,
  description: NativeSchemas['CallDescription'],
): Promise<void> {
  await askGateway(target, {
    method: 'PUT',
    path: `/sessions/${uuid}`,
    body: description,
    what: 'the session',
  });
}
