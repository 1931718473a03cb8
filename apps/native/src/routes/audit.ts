import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditHead, type CoreDeps, listAudit, TricordError, verifyAudit } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { requireAdmin } from '../access/api-keys.ts';
import { exportAudit } from '../audit/export-audit.ts';
import type { operations } from '../generated/api.ts';
import { toAuditFilter, toWireAuditEntry } from '../mappers/audit.ts';
import { toAfter } from '../mappers/query.ts';

type ListQuery = NonNullable<operations['listAudit']['parameters']['query']>;
type ExportQuery = NonNullable<operations['exportAudit']['parameters']['query']>;
type VerifyQuery = NonNullable<operations['verifyAudit']['parameters']['query']>;

/** The audit log: list, export and verify. Only for administrators. */
export function addAuditRoutes(router: Router): void {
  router.get('/audit', async (req, res) => {
    const { accountId } = principalOf(res);
    const query = req.query as ListQuery;
    const page = await listAudit(adminCoreOf(res), {
      accountId,
      limit: query.limit ?? 100,
      order: query.order ?? 'newest',
      ...toAfter(query.after),
      ...toAuditFilter(query),
    });
    res.json({
      entries: page.items.map(toWireAuditEntry),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.get('/audit/export.csv', async (req, res) => {
    const { accountId } = principalOf(res);
    const filter = toAuditFilter(req.query as ExportQuery);
    const csv = exportAudit(adminCoreOf(res), accountId, filter);
    res.type('text/csv').attachment('audit.csv');
    await pipeline(Readable.from(csv), res).catch((error: unknown) => {
      // A client that disconnects is not an error.
      if (!res.destroyed) throw error;
    });
  });

  router.get('/audit/verify', async (req, res) => {
    const { accountId } = principalOf(res);
    const expected = expectedHead(req.query as VerifyQuery);
    res.json(await verifyAudit(adminCoreOf(res), accountId, expected));
  });
}

function adminCoreOf(res: Response): CoreDeps {
  requireAdmin(res);
  return coreOf(res);
}

function expectedHead({ seq, hash }: VerifyQuery): AuditHead | undefined {
  if (seq !== undefined && hash !== undefined) return { seq, hash };
  if (seq === undefined && hash === undefined) return undefined;
  const parameter = seq === undefined ? 'seq' : 'hash';
  throw new TricordError('invalid-argument', 'seq and hash belong together', {
    details: { parameter },
  });
}
