import { LIVE_STATES, listDeliveries, listRecordings, listSessions } from '@tricord/core';
import { coreOf, type ProcessStatus, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { components } from '../generated/api.ts';
import { toWireTime } from '../mappers/time.ts';

/** What is counted is counted up to this number. */
const MAX_COUNT = 1000;

/** How the process is, and what the account has live and waiting. */
export function addStatusRoute(router: Router, status: () => Promise<ProcessStatus>): void {
  router.get('/status', async (_req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const all = { accountId, limit: MAX_COUNT };
    const [
      { version, startedAt, health, deliveriesHeld },
      freeBytes,
      sessions,
      recordings,
      pending,
      dead,
    ] = await Promise.all([
      status(),
      core.media.freeBytes(),
      listSessions(core, { ...all, states: ['live'] }),
      listRecordings(core, { ...all, states: [...LIVE_STATES] }),
      listDeliveries(core, { ...all, states: ['pending'] }),
      listDeliveries(core, { ...all, states: ['dead'] }),
    ]);
    const body: components['schemas']['Status'] = {
      version,
      startedAt: toWireTime(startedAt),
      uptimeMs: Math.max(0, core.clock.now() - startedAt),
      ready: health.ready,
      checks: { ...health.checks },
      reasons: { ...health.reasons },
      sessions: { live: sessions.items.length },
      recordings: { live: recordings.items.length },
      deliveries: {
        pending: pending.items.length,
        dead: dead.items.length,
        held: deliveriesHeld,
      },
      storage: freeBytes === undefined ? {} : { freeBytes },
    };
    res.json(body);
  });
}
