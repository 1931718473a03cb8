import { coreOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { operations } from '../generated/api.ts';
import { type SystemFacts, toAsteriskInfo } from '../mappers/system-info.ts';
import { toTimestamp } from '../mappers/timestamp.ts';

type InfoParameters = NonNullable<operations['getInfo']['parameters']['query']>;

/** The system itself: information and ping. */
export function addAsteriskRoutes(router: Router, facts: SystemFacts): void {
  router.get('/asterisk/info', (req, res) => {
    const { only }: InfoParameters = req.query;
    res.json(toAsteriskInfo(facts, only));
  });

  router.get('/asterisk/ping', (_req, res) => {
    const timestamp = toTimestamp(coreOf(res).clock.now());
    res.json({ ping: 'pong', timestamp, asterisk_id: facts.systemId });
  });
}
