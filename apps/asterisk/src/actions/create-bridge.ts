import { type Conference, type CoreDeps, createConference } from '@tricord/core';
import { refusal, rephrase } from '../errors.ts';
import { bridgeMetadata, toBridgeType } from '../mappers/bridge.ts';

/** The same limit as in the native API. */
const MAX_ID_LENGTH = 256;

/**
 * Creates a conference whose name is the bridge's id, or a generated one.
 * @throws TricordError that ARI answers with 400 or 409.
 */
export async function createBridge(
  core: CoreDeps,
  accountId: string,
  { id, type, name }: { id: string | undefined; type: string | undefined; name: string },
): Promise<Conference> {
  if (id !== undefined && id.length > MAX_ID_LENGTH) throw refusal(400, 'Error parsing request');
  const bridgeType = toBridgeType(type);
  if (bridgeType === undefined) throw refusal(400, `Unable to create a bridge of type '${type}'`);
  return createConference(core, accountId, {
    ...(id === undefined ? {} : { name: id }),
    metadata: bridgeMetadata(bridgeType, name),
  }).catch(rephrase({ 'conference-exists': `Bridge with id '${id}' already exists` }));
}
