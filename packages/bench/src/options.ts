import { parseArgs } from 'node:util';
import { SOURCES, type SourceName } from './capture/streams.ts';

/** `capture`: how many concurrent calls. */
export interface CaptureOptions {
  readonly bench: 'capture';
  /** How long each step is measured. */
  readonly seconds: number;
  readonly maxCalls: number;
  /** The source whose capacity is searched. */
  readonly sources: readonly SourceName[];
  /** Other sources that are measured once, next to Asterisk. */
  readonly compare: readonly SourceName[];
  readonly profileTo: string | undefined;
}

/** `start`: the effect of the first requests after a start. */
export interface StartOptions {
  readonly bench: 'start';
  /** How many gateways are started, one after another. */
  readonly starts: number;
}

/** The other benchmarks request the contents of an archive from an API. */
export interface ArchiveOptions {
  readonly bench: ArchiveBench;
  /** How long each request is repeated. */
  readonly seconds: number;
  /** The number of recordings in the large archive. */
  readonly recordings: number;
}

const ARCHIVE_BENCHES = ['api', 'laml', 'imagicle'] as const;
type ArchiveBench = (typeof ARCHIVE_BENCHES)[number];
export type BenchOptions = CaptureOptions | StartOptions | ArchiveOptions;

/** Asterisk records from its own WebSocket channel: the same streams as the last source. */
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

npm run bench start -- [options]

  --starts <n>       how many gateways are started, one after the other; default 10

npm run bench api|laml|imagicle -- [options]

  --seconds <n>      how long each request is repeated; default 4
  --recordings <n>   size of the great archive; default 1000000
`;

/** An invalid command line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(args);
  const [bench, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`${rest.join(' ')}: one benchmark at a time`);
  if (bench === 'capture') return captureOptions(values);
  if (bench === 'start') {
    refuseOthers(values, ['starts']);
    return { bench, starts: numberOf('--starts', values.starts ?? '10', 1) };
  }
  const archive = ARCHIVE_BENCHES.find((known) => known === bench);
  if (archive === undefined) {
    throw new UsageError(`say which benchmark: capture, start, ${ARCHIVE_BENCHES.join(', ')}`);
  }
  refuseOthers(values, ['seconds', 'recordings']);
  return {
    bench: archive,
    seconds: numberOf('--seconds', values.seconds ?? '4', 1),
    recordings: numberOf('--recordings', values.recordings ?? '1000000', 1000),
  };
}

type Values = ReturnType<typeof parsed>['values'];

function captureOptions(values: Values): CaptureOptions {
  refuseOthers(values, ['seconds', 'max-calls', 'source', 'profile']);
  const { source, profile } = values;
  return {
    bench: 'capture',
    seconds: numberOf('--seconds', values.seconds ?? '6', 1),
    maxCalls: numberOf('--max-calls', values['max-calls'] ?? '2000', 1),
    ...(source === undefined ? DEFAULT_SOURCES : { sources: [sourceOf(source)], compare: [] }),
    profileTo: profile,
  };
}

function refuseOthers(values: Values, known: readonly string[]): void {
  const other = Object.keys(values).find((name) => !known.includes(name));
  if (other !== undefined) throw new UsageError(`--${other} is not for this benchmark`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        'max-calls': { type: 'string' },
        recordings: { type: 'string' },
        source: { type: 'string' },
        starts: { type: 'string' },
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
