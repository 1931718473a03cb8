import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAccountsCommand } from './accounts-command.ts';
import { addAuditCommand } from './audit-command.ts';
import { addBackupCommand } from './backup-command.ts';
import { addCallCommand } from './call-command.ts';
import { addCompletionCommand } from './completion-command.ts';
import { addConfigCommand } from './config-command.ts';
import { addDirectoryCommand } from './directory-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { withExamples } from './examples.ts';
import { explainFailure } from './failure.ts';
import { addHashCommand } from './hash-command.ts';
import { addHelloCommand } from './hello-command.ts';
import { addHelpCommand } from './help-command.ts';
import { addRecordingsCommand } from './recordings-command.ts';
import { addRepairCommand } from './repair-command.ts';
import { addRestoreCommand } from './restore-command.ts';
import { addRetentionCommand } from './retention-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSessionsCommand } from './sessions-command.ts';
import { addStatusCommand } from './status-command.ts';
import type { Terminal } from './terminal.ts';
import { addVerifyCommand } from './verify-command.ts';
import { addWebhooksCommand } from './webhooks-command.ts';

/**
 * Runs the command line.
 * @param args the arguments after `tricord`.
 * @returns the exit code: 0; 2 for a wrong command line or an invalid configuration; 1 for any other failure.
 */
export async function runTricord(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram(terminal);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** The program with all its commands. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('tricord')
    .description(
      'One call recorder behind the recording APIs of Asterisk, Imagicle and SignalWire.',
    )
    .version(version())
    .showHelpAfterError('(--help says more)')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text.replace(/^error: /, 'tricord: ')),
    })
    .exitOverride();
  addServeCommand(program, terminal);
  addHelloCommand(program, terminal);
  addCallCommand(program, terminal);
  addStatusCommand(program, terminal);
  addDoctorCommand(program, terminal);
  addRepairCommand(program, terminal);
  addHashCommand(program, terminal);
  addConfigCommand(program, terminal);
  addAccountsCommand(program, terminal);
  addSessionsCommand(program, terminal);
  addRecordingsCommand(program, terminal);
  addWebhooksCommand(program, terminal);
  addDirectoryCommand(program, terminal);
  addAuditCommand(program, terminal);
  addRetentionCommand(program, terminal);
  addVerifyCommand(program, terminal);
  addBackupCommand(program, terminal);
  addRestoreCommand(program, terminal);
  addCompletionCommand(program, terminal);
  addHelpCommand(program);
  for (const group of program.commands.filter(({ commands }) => commands.length > 0)) {
    const paths = group.commands.map((command) => `${group.name()} ${command.name()}`);
    withExamples(group, ...paths.map((path) => `tricord ${path} --help`));
  }
  withExamples(program, 'tricord serve', 'tricord doctor', 'tricord help webhooks list');
  return program;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version: number }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return number;
}
