import type { AuditHead } from '@tricord/core';
import { type Command, InvalidArgumentError } from 'commander';
import { toLimit } from './api-options.ts';
import type { AuditOptions, ListOptions, VerifyOptions } from './audit-log.ts';
import { withExamples } from './examples.ts';
import { JSON_OPTION } from './list-output.ts';
import { withConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';
import { toUuid } from './uuid-argument.ts';

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
    .action(async (options: ListOptions) => {
      const { listAuditLog } = await import('./audit-log.ts');
      await listAuditLog(options, terminal);
    });
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
    .action(async (options: VerifyOptions) => {
      const { verifyAuditLog } = await import('./audit-log.ts');
      await verifyAuditLog(options, terminal);
    });
  withExamples(verifying, 'tricord audit verify', 'tricord audit verify --account acme --json');
  const exporting = onFolder(audit.command('export'))
    .description('Exports the audit log as CSV, oldest first.')
    .action(async (options: AuditOptions) => {
      const { exportAuditLog } = await import('./audit-log.ts');
      await exportAuditLog(options, terminal);
    });
  withExamples(exporting, 'tricord audit export --account acme > audit.csv');
}

function onFolder(command: Command): Command {
  return withConfig(command).option('--account <name>', 'only this account, by its name or id');
}

function toHead(text: string): AuditHead {
  const [, seq, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new InvalidArgumentError('Give it as `tricord audit verify` prints it: seq:hash.');
  }
  return { seq: Number(seq), hash };
}

/** Parses a time such as 2026-11-27 or 2026-11-27T10:00:00Z, into epoch milliseconds. */
function toTime(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new InvalidArgumentError('Give a time such as 2026-11-27 or 2026-11-27T10:00:00Z (UTC).');
  }
  return at;
}
