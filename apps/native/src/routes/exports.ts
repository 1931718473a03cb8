import { pipeline } from 'node:stream/promises';
import { TricordError } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { visibilityOf } from '../access/people.ts';
import { chosenRecordings } from '../exports/chosen-recordings.ts';
import { RecordingExport } from '../exports/recording-export.ts';
import type { components } from '../generated/api.ts';

/** How many exports of an account can run at once. */
const MOST_PER_ACCOUNT = 2;

export function addExportRoutes(router: Router): void {
  const running = new Map<string, number>();
  router.post('/exports', async (req, res) => {
    const { accountId } = principalOf(res);
    const count = running.get(accountId) ?? 0;
    if (count >= MOST_PER_ACCOUNT) {
      throw new TricordError('busy', `${MOST_PER_ACCOUNT} exports are running already`);
    }
    running.set(accountId, count + 1);
    try {
      await sendExport(res, accountId, req.body);
    } finally {
      running.set(accountId, (running.get(accountId) ?? 1) - 1);
    }
  });
}

async function sendExport(
  res: Response,
  accountId: string,
  wanted: components['schemas']['Export'],
): Promise<void> {
  const core = coreOf(res);
  const recordingIds = await chosenRecordings(core, accountId, wanted, visibilityOf(res));
  const { format = 'wav' } = wanted;
  const zip = new RecordingExport(core, { accountId, recordingIds, format });
  const day = new Date(core.clock.now()).toISOString().slice(0, 10);
  res.type('application/zip').attachment(`recordings-${day}.zip`);
  // The pipeline fails when the client leaves, which is not an error, or the export does, which `run` throws.
  const sent = pipeline(zip.output, res).catch(() => undefined);
  await Promise.all([zip.run(), sent]);
}
