import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditHead, type AuditVerdict, listAudit, verifyAudit } from '@tricord/core';
import { exportAudit } from '@tricord/native';
import { openAuditLog, type Restoration, readRestoration } from '@tricord/runtime';
import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config.ts';
import { moreThan } from './api-list.ts';
import { toLimit } from './api-options.ts';
import { type AuditListOptions, auditLine, toAuditFilter, toListed, toTime } from './audit-list.ts';
import { chooseAccount } from './choose-account.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { JSON_OPTION, printList } from './list-output.ts';
import { readConfig, withConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';
import { toUuid } from './uuid-argument.ts';

interface AuditOptions {
  readonly config?: string;
  readonly account?: string;
}

interface VerifyOptions extends AuditOptions {
  readonly expect?: AuditHead;
  readonly json?: boolean;
}

interface ListOptions extends AuditOptions, AuditListOptions {
  readonly limit: number;
  readonly json?: boolean;
}

export function addAuditCommand(program: Command, terminal: Terminal): void {
  const audit = program
    .command('audit')
    .description('Reads the audit log in the data folder, whether a gateway runs on it or not.');
  const listing = onFolder(audit.command('list'))
    .description('Lists the entries of the audit log, newest first.')
    .option('--recording <id>', 'only those about this recording', toUuid)
    .option('--user <name>', 'only what this user did')
    .option('--from <time>', 'only what was done then or later', toTime)
    .option('--until <time>', 'only what was done before', toTime)
    .option('--limit <number>', 'the maximum number of entries to list', toLimit, 100)
    .option(...JSON_OPTION)
    .action((options: ListOptions) => list(options, terminal));
  withExamples(
    listing,
    'tricord audit list --user ann --from 2026-11-01',
    'tricord audit list --account acme --json',
  );
  const verifying = onFolder(audit.command('verify'))
    .description('Verifies the integrity of the audit log; exits with 1 if it is broken.')
    .option(
      '--expect <seq:hash>',
      'an end that was noted earlier and must still be in the log',
      toHead,
    )
    .option(...JSON_OPTION)
    .action((options: VerifyOptions) => verify(options, terminal));
  withExamples(verifying, 'tricord audit verify', 'tricord audit verify --account acme --json');
  const exporting = onFolder(audit.command('export'))
    .description('Exports the audit log as CSV, oldest first.')
    .action((options: AuditOptions) => exportCsv(options, terminal));
  withExamples(exporting, 'tricord audit export --account acme > audit.csv');
}

function onFolder(command: Command): Command {
  return withConfig(command).option('--account <name>', 'only this account, by its name or id');
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

function verify(options: VerifyOptions, terminal: Terminal): Promise<void> {
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

function list(options: ListOptions, terminal: Terminal): Promise<void> {
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

function exportCsv(options: AuditOptions, terminal: Terminal): Promise<void> {
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

function toHead(text: string): AuditHead {
  const [, seq, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new InvalidArgumentError('Give it as `tricord audit verify` prints it: seq:hash.');
  }
  return { seq: Number(seq), hash };
}
