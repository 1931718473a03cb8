import type { CoreDeps } from '@tricord/core';
import type { Application } from '../applications/application.ts';
import { parseSourceUri } from '../applications/event-source.ts';
import { findEventSource } from '../applications/find-event-source.ts';
import { refusal } from '../errors.ts';

/**
 * Subscribes an application to the source that the URI names.
 * @throws TricordError that ARI answers with 400, 422 or 500.
 */
export async function subscribe(
  core: CoreDeps,
  accountId: string,
  application: Application,
  uri: string,
): Promise<void> {
  const parts = parseSourceUri(uri);
  if (parts === undefined) throw refusal(400, 'Invalid event source URI scheme');
  const source = await findEventSource(core, accountId, parts);
  if (source === undefined) throw refusal(422, 'Event source does not exist');
  if (!application.subscribe(source)) throw refusal(500, 'Error processing request');
}

/**
 * Ends a subscription.
 * @throws TricordError that ARI answers with 400 or 422.
 */
export function unsubscribe(application: Application, uri: string): void {
  const parts = parseSourceUri(uri);
  if (parts === undefined) throw refusal(400, 'Invalid event source URI scheme');
  if (!application.unsubscribe(parts.kind, parts.id)) {
    throw refusal(422, 'Event source was not subscribed to');
  }
}
