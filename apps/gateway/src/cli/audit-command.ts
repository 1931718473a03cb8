import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditHead, type AuditVerdict, verifyAudit } from '@tricord/core';
import { exportAudit } from '@tricord/native';
import { loadConfig, openAuditLog } from '@tricord/runtime';
import { type Command, InvalidArgumentError } from 'commander';
import { type Config, gatewayForm } from '../config.ts';
import { CommandError } from './failure.ts';
import { say, type Terminal } from './terminal.ts';

interface AuditOptions {
  readonly config?: string;
  readonly account?: string;
}

interface VerifyOptions extends AuditOptions {
  readonly expect?: AuditHead;
}

export function addAuditCommand(program: Command, terminal: Terminal): void {
  const audit = program
    .command('audit')
    .description('Reads the audit log in the data folder, whether a gateway runs on it or not.');
  onFolder(audit.command('verify'))
    .description('Verifies the integrity of the audit log; exits with 1 if it is broken.')
    .option(
      '--expect <seq:hash>',
      'an end that was noted earlier and must still be in the log',
      toHead,
    )
    .action((options: VerifyOptions) => verify(options, terminal));
  onFolder(audit.command('export'))
    .description('Exports the audit log as CSV, oldest first.')
    .action((options: AuditOptions) => exportCsv(options, terminal));
}

function onFolder(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration; default: where `tricord serve` looks for it')
    .option('--account <name>', 'only this account, by its name or id');
}

type Log = Awaited<ReturnType<typeof openAuditLog>>;

async function withLog(
  { config: path }: AuditOptions,
  { env }: Terminal,
  run: (log: Log, config: Config) => Promise<void>,
): Promise<void> {
  const { config } = await loadConfig(gatewayForm, {
    env,
    first: false,
    ...(path === undefined ? {} : { path }),
  });
  const log = await openAuditLog(config);
  try {
    await run(log, config);
  } finally {
    await log.close();
  }
}

function verify(options: VerifyOptions, terminal: Terminal): Promise<void> {
  return withLog(options, terminal, async (catalog, config) => {
    const accounts = await chosenAccounts(options, config, () => catalog.audit.accounts());
    if (options.expect !== undefined && accounts.length !== 1) {
      throw new CommandError('--expect is about one account: name it by --account');
    }
    const broken: string[] = [];
    for (const { id, name } of accounts) {
      const verdict = await verifyAudit({ catalog }, id, options.expect);
      say(terminal, `${name}: ${toText(verdict)}`);
      if (!verdict.intact) broken.push(name);
    }
    if (broken.length > 0)
      throw new CommandError(`the audit log of ${broken.join(', ')} is broken`);
  });
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

function exportCsv(options: AuditOptions, terminal: Terminal): Promise<void> {
  return withLog(options, terminal, async (catalog, config) => {
    const accounts = await chosenAccounts(options, config, () => catalog.audit.accounts());
    const [account, ...others] = accounts;
    if (others.length > 0)
      throw new CommandError('there are several accounts: name one by --account');
    if (account === undefined) throw new CommandError('there is no audit log yet');
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

/** The named account, else all that have a log; an account that is no longer configured is named by its id. */
async function chosenAccounts(
  { account: wanted }: AuditOptions,
  { accounts }: Config,
  logged: () => Promise<readonly string[]>,
): Promise<readonly Account[]> {
  const all = (await logged()).map((id) => ({
    id,
    name: accounts.find((account) => account.id === id)?.name ?? id,
  }));
  if (wanted === undefined) return all;
  const known = [...all, ...accounts].find(({ id, name }) => wanted === id || wanted === name);
  if (known === undefined) throw new CommandError(`no account is called ${wanted}`);
  return [{ id: known.id, name: known.name }];
}

function toHead(text: string): AuditHead {
  const [, seq, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new InvalidArgumentError('Give it as `tricord audit verify` prints it: seq:hash.');
  }
  return { seq: Number(seq), hash };
}
