import type { NativeSchemas } from '@tricord/native';
import type { Command } from 'commander';
import { bytesText, spanText } from './amounts.ts';
import type { AnswerShape } from './answer-shape.ts';
import { withApi } from './api-options.ts';
import { type ApiOptions, findApi } from './api-target.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { askGateway } from './native-api.ts';
import { printable } from './printable.ts';
import { say, type Terminal } from './terminal.ts';

type Status = NativeSchemas['Status'];

/** What is shown of a status. */
const STATUS_SHAPE: AnswerShape = {
  version: 'string',
  uptimeMs: 'number',
  ready: 'boolean',
  checks: {},
  reasons: {},
  sessions: { live: 'number' },
  recordings: { live: 'number' },
  deliveries: { pending: 'number', dead: 'number' },
  storage: {},
};

interface StatusOptions extends ApiOptions {
  readonly json?: boolean;
}

export function addStatusCommand(program: Command, terminal: Terminal): void {
  const status = withApi(program.command('status'))
    .description(
      'Shows how a running gateway is: version, readiness, disk, and what the account has live and waiting. ' +
        'Exits with 1 when it is not ready.',
    )
    .option('--json', 'print JSON')
    .action(async (options: StatusOptions) => {
      const target = await findApi(options, terminal.env);
      const found = await askGateway<Status>(target, {
        method: 'GET',
        path: '/status',
        what: 'the status',
        answer: STATUS_SHAPE,
      });
      const lines = options.json ? [JSON.stringify(found)] : linesOf(found, target.api);
      for (const line of lines) say(terminal, printable(line));
      if (!found.ready) throw new CommandError('the gateway is not ready');
    });
  withExamples(
    status,
    'tricord status',
    'TRICORD_API_KEY=… tricord status --api https://recorder.example.com --json',
  );
}

function linesOf(status: Status, api: string): readonly string[] {
  const { version, uptimeMs, ready, checks, reasons, deliveries, storage } = status;
  const failed = Object.entries(checks)
    .filter(([, result]) => result === 'failed')
    .map(([name]) => `${name}${reasons[name] === undefined ? '' : ` (${reasons[name]})`}`);
  return [
    `Tricord ${version} at ${api}, up for ${spanText(uptimeMs)}`,
    `ready       ${ready ? 'yes' : `no: ${failed.join(', ')}`}`,
    `sessions    ${counted(status.sessions.live)} live`,
    `recordings  ${counted(status.recordings.live)} live`,
    `deliveries  ${counted(deliveries.pending)} waiting, ${counted(deliveries.dead)} given up${deliveries.held ? '; held since a restore until `tricord webhooks release`' : ''}`,
    `disk        ${storage.freeBytes === undefined ? 'unknown' : `${bytesText(storage.freeBytes)} free`}`,
  ];
}

/** The gateway counts up to 1000. */
function counted(number: number): string {
  return number < 1000 ? String(number) : '1000 or more';
}
