import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { importUsers } from '../actions/import-users.ts';
import { parseCsvImport } from '../directory/csv-import.ts';
import { exportCsv, exportJson } from '../directory/export-users.ts';
import { parseJsonImport } from '../directory/json-import.ts';
import type { operations } from '../generated/api.ts';
import type { OnUsersChanged } from './users.ts';

type ImportQuery = NonNullable<operations['importDirectory']['parameters']['query']>;

/** Import and export of the directory. */
export function addDirectoryTransferRoutes(router: Router, onChanged: OnUsersChanged): void {
  router.post('/directory/import', async (req, res) => {
    const { accountId } = principalOf(res);
    const { dryRun = false } = req.query as ImportQuery;
    const body: string | { users: readonly unknown[] } = req.body;
    const parsed = await (typeof body === 'string'
      ? parseCsvImport(body)
      : parseJsonImport(body.users));
    const imported = await importUsers(coreOf(res), accountId, parsed, dryRun);
    if (!dryRun) {
      onChanged(
        accountId,
        parsed.users.map(({ user }) => user.username),
      );
    }
    res.json({ ...imported, dryRun });
  });

  router.get('/directory/export.csv', async (_req, res) => {
    const { accountId } = principalOf(res);
    res.type('text/csv').attachment('directory.csv');
    await send(res, exportCsv(coreOf(res), accountId));
  });

  router.get('/directory/export.json', async (_req, res) => {
    const { accountId } = principalOf(res);
    res.type('application/json').attachment('directory.json');
    await send(res, exportJson(coreOf(res), accountId));
  });
}

/** A client that disconnects is not an error. */
async function send(res: Response, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), res);
  } catch (error) {
    if (!res.destroyed) throw error;
  }
}
