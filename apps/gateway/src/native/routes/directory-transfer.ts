import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ActingCore, type CoreDeps, importDirectory } from '@tricord/core';
import { coreOf, HttpError, keptSecret, type Problem } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import type { operations } from '../../generated/api.ts';
import { accountOf } from '../authentication.ts';
import { parseCsvImport } from '../directory/csv-import.ts';
import { exportCsv, exportJson } from '../directory/export-users.ts';
import { parseJsonImport } from '../directory/json-import.ts';
import {
  hasTooManyPasswords,
  MAX_PLAIN_PASSWORDS,
  type ParsedImport,
} from '../directory/parsed-import.ts';

type ImportQuery = NonNullable<operations['importDirectory']['parameters']['query']>;

/** The directory in and out, as a whole. */
export function addDirectoryTransferRoutes(router: Router, core: CoreDeps): void {
  router.post('/directory/import', async (req, res) => {
    const { dryRun = false } = req.query as ImportQuery;
    const body: string | { users: readonly unknown[] } = req.body;
    const parsed =
      typeof body === 'string' ? await parseCsvImport(body) : parseJsonImport(body.users);
    res.json({ ...(await bringIn(coreOf(res), accountOf(res), parsed, dryRun)), dryRun });
  });

  router.get('/directory/export.csv', async (_req, res) => {
    res.type('text/csv').attachment('directory.csv');
    await send(res, exportCsv(core, accountOf(res)));
  });

  router.get('/directory/export.json', async (_req, res) => {
    res.type('application/json').attachment('directory.json');
    await send(res, exportJson(core, accountOf(res)));
  });
}

/** @throws HttpError `invalid` with everything that is wrong. */
async function bringIn(
  core: ActingCore,
  accountId: string,
  { users, problems, toProblem }: ParsedImport,
  dryRun: boolean,
): Promise<{ created: number; replaced: number }> {
  const wrong: Problem[] = [...problems];
  if (hasTooManyPasswords(users)) {
    const message = `there are more than ${MAX_PLAIN_PASSWORDS} plain passwords: hash them before`;
    wrong.push({ path: '/body', message });
  }
  // What could be read is looked at even if the rest could not: everything wrong is told at once.
  const done = await importDirectory(core, accountId, users, {
    hash: keptSecret,
    dryRun: dryRun || wrong.length > 0,
  });
  wrong.push(...done.problems.map(toProblem));
  if (wrong.length > 0) throw new HttpError({ kind: 'invalid', status: 400, problems: wrong });
  return { created: done.created, replaced: done.replaced };
}

/** A client that goes away is no failure of ours. */
async function send(res: Response, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), res);
  } catch (error) {
    if (!res.destroyed) throw error;
  }
}
