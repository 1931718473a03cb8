import { pipeline } from 'node:stream/promises';
import { TricordError } from '@tricord/core';
import { coreOf, type Principal, principalOf } from '@tricord/http-kit';
import type { Response, Router } from 'express';
import { visibilityOf } from '../access/people.ts';
import { chosenRecordings } from '../exports/chosen-recordings.ts';
import { RecordingExport } from '../exports/recording-export.ts';
import type { components } from '../generated/api.ts';

/** How many exports of an account can run at once. */
const MOST_PER_ACCOUNT = 2;

interface RunningExport {
  readonly accountId: string;
  readonly holder: string;
}

export function addExportRoutes(router: Router): void {
  const running = new Set<RunningExport>();
  router.post('/exports', async (req, res) => {
    const { accountId } = principalOf(res);
    const one = { accountId, holder: holderOf(principalOf(res)) };
    requireRoom([...running], one);
    running.add(one);
    try {
      await sendExport(res, accountId, req.body);
    } finally {
      running.delete(one);
    }
  });
}

/**
 * An export runs until its client has read it, which may take as long as the client likes: nobody may take all of an
 * account's.
 */
function requireRoom(
  running: readonly RunningExport[],
  { accountId, holder }: RunningExport,
): void {
  const ofAccount = running.filter((one) => one.accountId === accountId);
  if (ofAccount.some((one) => one.holder === holder)) {
    throw new TricordError('busy', 'An export of yours is running already');
  }
  if (ofAccount.length >= MOST_PER_ACCOUNT) {
    throw new TricordError('busy', `${MOST_PER_ACCOUNT} exports are running already`);
  }
}

/** A user and a key can have the same name, but not the same role. Keys without a name count as one. */
function holderOf({ role, username = '' }: Principal): string {
  return `${role} ${username}`;
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
