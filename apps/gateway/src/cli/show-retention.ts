import { callStartedAt, type Recording } from '@tricord/core';
import { previewRetention, type RetentionPreview } from '@tricord/runtime';
import { chooseAccount } from './choose-account.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

/** The options of `tricord retention preview`. */
export interface RetentionOptions {
  readonly config?: string;
  readonly account?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Shows what retention would delete. */
export async function showRetention(options: RetentionOptions, terminal: Terminal): Promise<void> {
  const { account: wanted, limit } = options;
  const { config } = await readConfig(options, terminal.env);
  const accounts =
    wanted === undefined ? config.accounts : [chooseAccount(config.accounts, wanted)];
  const { dataDir } = config;
  for (const found of await previewRetention({ accounts, dataDir }, { limit })) {
    for (const line of options.json ? jsonReport(found) : report(found)) say(terminal, line);
  }
}

/** An object for each recording, and one with the sum. */
function jsonReport({ account, sum, recordings }: RetentionPreview): readonly string[] {
  return [
    ...recordings.map((recording) => ({ type: 'recording', recording })),
    { type: 'summary', account, ...sum },
  ].map((one) => JSON.stringify(one));
}

function report({ account, sum, recordings }: RetentionPreview): readonly string[] {
  const count = sum.recordings === 1 ? '1 recording' : `${sum.recordings} recordings`;
  return [
    ...recordings.map(lineOf),
    `${account.name}: ${count} with ${sum.bytes} bytes of audio would be deleted.`,
  ];
}

/** One recording per line: the start of its call, its line, and its size. */
function lineOf(recording: Recording): string {
  const { id, name, state, call, media } = recording;
  const { directoryNumber = '-', deviceName = '-' } = call.line;
  const startedAt = new Date(callStartedAt(recording)).toISOString();
  const bytes = `${media?.bytes ?? 0} bytes`;
  return [id, startedAt, state, directoryNumber, deviceName, bytes, name].join('  ');
}
