import { parseArgs } from 'node:util';
import { SOURCES, type SourceName } from './capture/streams.ts';

/** What the command line asks for. */
export interface CaptureOptions {
  /** How long each step is measured. */
  readonly seconds: number;
  readonly maxCalls: number;
  /** Whose capacity is searched. */
  readonly sources: readonly SourceName[];
  /** Which others are measured once, beside Asterisk. */
  readonly compare: readonly SourceName[];
  readonly profileTo: string | undefined;
}

/** Asterisk records what its own WebSocket channel carries: the same streams as the last. */
const DEFAULT_SOURCES = {
  sources: ['audiosocket', 'media-streams'],
  compare: ['asterisk-websocket'],
} as const;

export const USAGE = `npm run bench capture -- [options]

  --seconds <n>      how long each step is measured; default 6
  --max-calls <n>    no more calls of two tracks than this; default 2000
  --source <name>    ${SOURCES.join(', ')};
                     default: the first two, and the last beside Asterisk
  --profile <folder> leave a profile of the gateway's use of the processor there
`;

/** A command line that asks for something impossible. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): CaptureOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1 || positionals[0] !== 'capture') {
    throw new UsageError('there is one benchmark: capture');
  }
  const { source, profile } = values;
  return {
    seconds: numberOf('--seconds', values.seconds ?? '6', 1),
    maxCalls: numberOf('--max-calls', values['max-calls'] ?? '2000', 1),
    ...(source === undefined ? DEFAULT_SOURCES : { sources: [sourceOf(source)], compare: [] }),
    profileTo: profile,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        'max-calls': { type: 'string' },
        source: { type: 'string' },
        profile: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function numberOf(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new UsageError(`${option} must be a whole number from ${least} on`);
  }
  return value;
}

function sourceOf(name: string): SourceName {
  const source = SOURCES.find((known) => known === name);
  if (source === undefined) throw new UsageError(`--source must be ${SOURCES.join(' or ')}`);
  return source;
}
