import type { Application } from '../applications/application.ts';
import { refusal } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';

/** @throws TricordError that ARI answers with 404. */
export function findApplication(hub: EventHub, accountId: string, name: string): Application {
  const application = hub.of(accountId).applications.find(name);
  if (application === undefined) throw refusal(404, 'Application not found');
  return application;
}
