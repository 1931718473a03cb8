import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditHead, type AuditVerdict, listAudit, verifyAudit } from '@tricord/core';
import { exportAudit } from '@tricord/native';
import { openAuditLog, type Restoration, readRestoration } from '@tricord/runtime';
import type { Config } from '../config.ts';
import { moreThan } from './api-list.ts';
import { type AuditListOptions, auditLine, toAuditFilter, toListed } from './audit-list.ts';
import { chooseAccount } from './choose-account.ts';
import { CommandError } from './failure.ts';
import { printList } from './list-output.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

/** The options of all `tricord audit` commands. */
export interface AuditOptions {
  readonly config?: string;
  readonly account?: string;
}

export interface VerifyOptions extends AuditOptions {
  readonly expect?: AuditHead;
  readonly json?: boolean;
}

export interface ListOptions extends AuditOptions, AuditListOptions {
  readonly limit: number;
  readonly json?: boolean;
}

type Log = Awaited<ReturnType<typeof openAuditLog>>;

async function withLog(
  options: AuditOptions,
  { env }: Terminal,
  run: (log: Log, config: Config) => Promise<void>,
): Promise<void> {
  const { config } = await readConfig(options, env);
  const log = await openAuditLog(config);
  try {
    await run(log, config);
  } finally {
    await log.close();
  }
}

/** Verifies the hash chain of each account. @throws CommandError when one is broken. */
export function verifyAuditLog(options: VerifyOptions, terminal: Terminal): Promise<void> {
  return withLog(options, terminal, async (catalog, config) => {
    // The end of a log is that of one account.
    const accounts =
      options.expect === undefined
        ? await chosenAccounts(options, config, catalog)
        : [await oneAccount(options, config, catalog)];
    const broken: string[] = [];
    for (const { id, name } of accounts) {
      const verdict = await verifyAudit({ catalog }, id, options.expect);
      say(
        terminal,
        options.json
          ? JSON.stringify({ account: { id, name }, ...verdict })
          : `${name}: ${toText(verdict)}`,
      );
      if (!verdict.intact) broken.push(name);
    }
    const restoration = await readRestoration(config.dataDir);
    if (restoration !== undefined) {
      say(terminal, options.json ? JSON.stringify({ restoration }) : restoredText(restoration));
    }
    if (broken.length > 0)
      throw new CommandError(`the audit log of ${broken.join(', ')} is broken`);
  });
}

/** A log can be intact and still end early. */
function restoredText({ snapshot, takenAt, restoredAt }: Restoration): string {
  return (
    `The data folder was restored from the snapshot ${snapshot} at ${restoredAt}: ` +
    `what was logged after ${takenAt} and before that is not in it.`
  );
}

function toText({ entries, head, broken }: AuditVerdict): string {
  const count = entries === 1 ? '1 entry' : `${entries} entries`;
  if (broken !== undefined) {
    const before = `the ${count} before it ${entries === 1 ? 'is' : 'are'} intact`;
    return `BROKEN at entry ${broken.seq}: ${DAMAGES[broken.damage]}; ${before}`;
  }
  return head === undefined
    ? 'no entries'
    : `${count}, intact; it ends with ${head.seq}:${head.hash}`;
}

const DAMAGES: Readonly<Record<NonNullable<AuditVerdict['broken']>['damage'], string>> = {
  changed: 'it was changed',
  replaced: 'it was replaced by another one',
  removed: 'it is missing',
  inserted: 'it was inserted',
  'head-missing': 'the record of where the log ends is missing',
  unexpected: 'it is not the one that was expected',
};

/** Lists entries, newest first. */
export function listAuditLog(options: ListOptions, terminal: Terminal): Promise<void> {
  return withLog(options, terminal, async (catalog, config) => {
    const { id: accountId } = await oneAccount(options, config, catalog);
    const { limit, json = false } = options;
    const page = await listAudit(
      { catalog },
      { accountId, limit, order: 'newest', ...toAuditFilter(options) },
    );
    printList(terminal, page.items.map(toListed), {
      json,
      line: auditLine,
      none: 'No entries.',
      more: moreThan(limit, page.next !== undefined),
    });
  });
}

/** Prints all entries as CSV. */
export function exportAuditLog(options: AuditOptions, terminal: Terminal): Promise<void> {
  return withLog(options, terminal, async (catalog, config) => {
    const account = await oneAccount(options, config, catalog);
    await pipeline(Readable.from(exportAudit({ catalog }, account.id)), terminal.stdout, {
      end: false,
    }).catch((error: NodeJS.ErrnoException) => {
      // The reader of the output has closed it (`| head`).
      if (error.code !== 'EPIPE') throw error;
    });
  });
}

interface Account {
  readonly id: string;
  readonly name: string;
}

/** The named account, else the only one that has a log. */
async function oneAccount(options: AuditOptions, config: Config, log: Log): Promise<Account> {
  const accounts = await chosenAccounts(options, config, log);
  if (accounts.length === 0) throw new CommandError('there is no audit log yet');
  return chooseAccount(accounts, undefined);
}

/** The named account, else all that have a log; an account that is no longer configured is named by its id. */
async function chosenAccounts(
  { account: wanted }: AuditOptions,
  { accounts }: Config,
  { audit }: Log,
): Promise<readonly Account[]> {
  const all = (await audit.accounts()).map((id) => ({
    id,
    name: accounts.find((account) => account.id === id)?.name ?? id,
  }));
  if (wanted === undefined) return all;
  const configured = accounts.map(({ id, name }) => ({ id, name }));
  const others = all.filter(({ id }) => !configured.some((account) => account.id === id));
  return [chooseAccount([...configured, ...others], wanted)];
}
