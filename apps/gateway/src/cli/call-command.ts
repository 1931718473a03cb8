import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CallOptions } from './call.ts';
import { withExamples } from './examples.ts';
import type { Terminal } from './terminal.ts';
import { toUuid } from './uuid-argument.ts';

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
        'the account that the call is for, by its name or id; its AudioSocket, or else any, and its key are used',
      ).conflicts('key'),
    )
    .option('--host <host>', "where the gateway's AudioSocket listens")
    .option('--port <port>', "the port of the gateway's AudioSocket", toPort)
    .action(async (file: string, options: CallOptions) => {
      const { call } = await import('./call.ts');
      await call(file, options, terminal);
    });
  withExamples(
    command,
    'tricord call samples/speech-1.wav --loop --number 101',
    'tricord call greeting.mp3 --remote +15550100 --user ann',
  );
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
