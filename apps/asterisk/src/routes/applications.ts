import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import { findApplication } from '../actions/find-application.ts';
import { subscribe, unsubscribe } from '../actions/subscribe.ts';
import { changeFilter } from '../applications/event-filter.ts';
import { refusal } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { toApplication } from '../mappers/application.ts';

type SubscribeParameters = NonNullable<operations['subscribe']['parameters']['query']>;
type NamedRequest = Request<{ applicationName: string }>;

const PATH = '/applications/:applicationName';

/** Stasis applications: list, read, subscribe, unsubscribe, filter. */
export function addApplicationRoutes(router: Router, hub: EventHub): void {
  const find = (req: NamedRequest, res: Response) =>
    findApplication(hub, principalOf(res).accountId, req.params.applicationName);

  router.get('/applications', (_req, res) => {
    const { accountId } = principalOf(res);
    res.json(hub.of(accountId).applications.all().map(toApplication));
  });

  router.get(PATH, (req, res) => {
    res.json(toApplication(find(req, res)));
  });

  router.post(`${PATH}/subscription`, async (req, res) => {
    const { accountId } = principalOf(res);
    const uris = eventSourcesOf(req);
    const application = find(req, res);
    for (const uri of uris) await subscribe(coreOf(res), accountId, application, uri);
    res.json(toApplication(application));
  });

  router.delete(`${PATH}/subscription`, (req, res) => {
    const uris = eventSourcesOf(req);
    const application = find(req, res);
    for (const uri of uris) unsubscribe(application, uri);
    res.json(toApplication(application));
  });

  router.put(`${PATH}/eventFilter`, (req, res) => {
    const application = find(req, res);
    const filter = changeFilter(application.filter, req.body);
    if (filter === undefined) throw refusal(400, 'Invalid format definition');
    application.filter = filter;
    res.json(toApplication(application));
  });
}

function eventSourcesOf(req: Request): string[] {
  const { eventSource } = req.query as SubscribeParameters;
  if (eventSource === undefined) throw refusal(400, 'Missing parameter eventSource');
  return eventSource.split(',');
}
