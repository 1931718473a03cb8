import type { Command } from 'commander';
import type { Finding } from './doctor/finding.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { JSON_OPTION, printList } from './list-output.ts';
import { withConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';

interface DoctorOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export function addDoctorCommand(program: Command, terminal: Terminal): void {
  const doctor = withConfig(program.command('doctor'))
    .description(
      'Checks what a gateway needs, whether one runs or not: configuration, Node, limits, clock, data folder, disk, ' +
        'ports, certificate, and whether the servers that it connects to can be reached. Changes nothing. Exits ' +
        'with 1 if a check fails.',
    )
    .option(...JSON_OPTION)
    .action(async (options: DoctorOptions) => {
      const [{ examine }, { thisMachine }] = await Promise.all([
        import('./doctor/doctor.ts'),
        import('./doctor/check-machine.ts'),
      ]);
      const findings = await examine(options, terminal.env, thisMachine());
      printList(terminal, findings, { json: options.json === true, line: lineOf, none: '' });
      const failed = findings.filter(({ level }) => level === 'fail').length;
      if (failed > 0)
        throw new CommandError(failed === 1 ? '1 check failed' : `${failed} checks failed`);
    });
  withExamples(
    doctor,
    'tricord doctor',
    'tricord doctor --config /etc/tricord/tricord.yaml',
    'tricord doctor --json | jq \'select(.level != "ok")\'',
  );
}

function lineOf({ level, check, message, remedy }: Finding): string {
  const line = `${level.padEnd(4)}  ${check}: ${message}`;
  return remedy === undefined ? line : `${line}; ${remedy}`;
}
