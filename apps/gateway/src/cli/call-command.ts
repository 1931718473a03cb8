import { randomUUID } from 'node:crypto';
import type { NativeSchemas } from '@tricord/native';
import { watchStopSignals } from '@tricord/runtime';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { announceSession } from './announce-session.ts';
import { readCallAudio } from './call-audio.ts';
import { durationText } from './call-progress.ts';
import { findTarget, type TargetOptions } from './call-target.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { type PlacedCall, placeCall } from './place-call.ts';
import { say, type Terminal } from './terminal.ts';
import { toUuid } from './uuid-argument.ts';

interface CallCommandOptions extends TargetOptions {
  readonly uuid?: string;
  readonly device?: string;
  readonly number?: string;
  readonly user?: string;
  readonly remote?: string;
  readonly conference?: string;
  readonly externalId?: string;
  readonly speed: number;
  readonly loop: boolean;
}

export function addCallCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('call')
    .description(
      'Plays an audio file as an AudioSocket call into a running gateway. Ctrl-C hangs up.',
    )
    .argument('<file>', 'what the remote party says: WAV, MP3, AIFF, AU or W64')
    .option('--uuid <uuid>', "the session's id; default: a random one", toUuid)
    .option('--device <name>', 'the device that the call is on')
    .option('--number <number>', 'the directory number that the call is on')
    .option('--user <name>', 'who owns the line for this call')
    .option('--remote <number>', 'the phone number of the remote party')
    .option('--conference <name>', 'the conference that the call takes part in')
    .option('--external-id <id>', "the PBX's own id of the call")
    .option('--speed <factor>', '1 is real time, 10 ten times as fast', toSpeed, 1)
    .option('--loop', 'play the file again and again, until Ctrl-C', false)
    .option('--config <file>', "the gateway's configuration, for what is not given below")
    .option('--api <url>', "where the gateway's HTTP APIs are")
    .option(
      '--key <key>',
      'an API key of the gateway; needed to tell it about the call; better: TRICORD_API_KEY in the environment',
    )
    .addOption(
      new Option(
        '--account <name>',
        'the account of the configuration whose AudioSocket and key are used, by its name or id',
      ).conflicts('key'),
    )
    .option('--host <host>', "where the gateway's AudioSocket listens")
    .option('--port <port>', "the port of the gateway's AudioSocket", toPort)
    .action((file: string, options: CallCommandOptions) => call(file, options, terminal));
  withExamples(
    command,
    'tricord call samples/speech-1.wav --loop --number 101',
    'tricord call greeting.mp3 --remote +15550100 --user ann',
  );
}

async function call(file: string, options: CallCommandOptions, terminal: Terminal): Promise<void> {
  const audio = await readCallAudio(file);
  const description = describe(options);
  const described = Object.keys(description).length > 0;
  const { api, ...target } = await findTarget(options, described, terminal.env);
  const uuid = options.uuid ?? randomUUID();
  if (api !== undefined) await announceSession(api, uuid, description);

  const hangUp = new AbortController();
  const unwatch = watchStopSignals(() => hangUp.abort());
  try {
    say(terminal, `Session ${uuid}`);
    const { speed, loop } = options;
    const { signal } = hangUp;
    const placed = await placeCall(terminal, target, audio, { uuid, speed, loop, signal });
    say(terminal, closingLine(placed, uuid));
  } finally {
    unwatch();
  }
}

function closingLine({ playedMs, end }: PlacedCall, uuid: string): string {
  const played = durationText(playedMs);
  if (end === 'cut-off') {
    throw new CommandError(`the gateway ended the call after ${played}; its log says why`);
  }
  return end === 'hung-up'
    ? `Hung up after ${played}: session ${uuid}`
    : `Played ${played}: session ${uuid}`;
}

/** What the command line says of the call; empty when nothing. */
function describe(options: CallCommandOptions): NativeSchemas['CallDescription'] {
  const { device, number, user, remote, conference, externalId } = options;
  const line = {
    ...(device === undefined ? {} : { deviceName: device }),
    ...(number === undefined ? {} : { directoryNumber: number }),
  };
  return {
    ...(Object.keys(line).length === 0 ? {} : { line }),
    ...(user === undefined ? {} : { user }),
    ...(remote === undefined ? {} : { remote: { phoneNumber: remote } }),
    ...(conference === undefined ? {} : { conferenceId: conference }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

function toSpeed(text: string): number {
  const speed = Number(text);
  if (!(speed > 0 && speed <= 1000))
    throw new InvalidArgumentError('Give a number above 0, up to 1000.');
  return speed;
}

function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('It is not a port.');
  }
  return port;
}
