import { coreOf, type Principal, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { visibilityOf } from '../access/people.ts';
import type { EventStreams } from '../events/event-streams.ts';
import type { operations } from '../generated/api.ts';
import { toEventFilter } from '../mappers/event.ts';

type EventQuery = NonNullable<operations['followEvents']['parameters']['query']>;

/** @param isValid whether a principal's credentials are still configured. */
export function addEventRoutes(
  router: Router,
  streams: EventStreams,
  isValid: (principal: Principal) => boolean,
): void {
  router.get('/events', async (req, res) => {
    const last = req.get('Last-Event-ID');
    await streams.follow(res, coreOf(res), {
      principal: principalOf(res),
      isValid,
      filter: { ...toEventFilter(req.query as EventQuery), ...visibilityOf(res) },
      ...(last === undefined ? {} : { lastEventId: Number(last) }),
    });
  });
}
