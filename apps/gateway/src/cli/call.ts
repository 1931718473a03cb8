import { randomUUID } from 'node:crypto';
import type { NativeSchemas } from '@tricord/native';
import { watchStopSignals } from '@tricord/runtime';
import { durationText } from './amounts.ts';
import { announceSession } from './announce-session.ts';
import { readCallAudio } from './call-audio.ts';
import { findTarget, type TargetOptions } from './call-target.ts';
import { CommandError } from './failure.ts';
import { type PlacedCall, placeCall } from './place-call.ts';
import { say, type Terminal } from './terminal.ts';

/** The options of `tricord call`. */
export interface CallOptions extends TargetOptions {
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

/** Plays a file as a call into a running gateway. */
export async function call(file: string, options: CallOptions, terminal: Terminal): Promise<void> {
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
function describe(options: CallOptions): NativeSchemas['CallDescription'] {
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
