import { beginLiveCalls, type LiveCall } from '../api/live-call.ts';
import { LAST_AT, numberOf, remoteNumberOf, userOf } from '../archive/archive.ts';
import { compareSizes, withArchive } from '../archive/archive-gateway.ts';
import { PROBED_LINE } from '../gateway/bench-account.ts';
import { BenchGateway } from '../gateway/bench-gateway.ts';
import { HttpClient } from '../gateway/http-client.ts';
import type { ArchiveOptions } from '../options.ts';
import { comparison, measure, type Operation, type Paces } from '../requests/operations.ts';

const FEW_LIVE = 10;
const MANY_LIVE = 1000;
const BASE = '/fw/Apps/Recorder/WebAPI';
/** The person whose recordings are requested. */
const PERSON = 7;

/** Each of these pages has the same number of recordings in an archive of any size: one person has at least ten. */
const LISTS: readonly Operation[] = [
  ['first page', 'pageSize=50'],
  ['by local number', `pageSize=10&localPartyNumber=${numberOf(PERSON)}`],
  ['by owner', `pageSize=10&ownerUsername=${userOf(PERSON)}`],
  [
    'by remote number',
    `pageSize=10&remotePartyNumber=${encodeURIComponent(remoteNumberOf(PERSON))}`,
  ],
  ['by time', `pageSize=50&startTime=between:${hoursBefore(8)};${hoursBefore(2)}`],
  [
    'by owner, time and direction',
    `pageSize=50&ownerUsername=${userOf(PERSON)}&direction=2&startTime=after:${hoursBefore(8)}`,
  ],
].map(([name = '', query = '']) => ({
  name,
  method: 'GET',
  paths: [`${BASE}/Recordings?page=0&${query}`],
}));

const LIVE: readonly Operation[] = [
  {
    name: 'GET LiveRecordings by number',
    method: 'GET',
    paths: [`${BASE}/LiveRecordings?directoryNumber=${PROBED_LINE.directoryNumber}`],
  },
];

interface Page {
  readonly totalCount: number;
  readonly recordings: readonly unknown[];
}

/** Measures lists of large and small archives in Imagicle's API, and one live recording among few and many. */
export class ImagicleBench {
  readonly #options: ArchiveOptions;
  readonly #say: (line: string) => void;

  constructor(options: ArchiveOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    const { recordings } = this.#options;
    this.#say(`\n${await compareSizes(recordings, (size) => this.#lists(size))}`);
    const few = await this.#live(FEW_LIVE);
    const many = await this.#live(MANY_LIVE);
    const calls = [`${FEW_LIVE} live`, `${MANY_LIVE} live`] as const;
    this.#say(`\n${comparison(calls, 'times the cost', few, many)}`);
  }

  #lists(recordings: number): Promise<Paces> {
    return withArchive(recordings, 1, async (gateway) => {
      await this.#count(gateway);
      return this.#measure(gateway, LISTS);
    });
  }

  /** Prints the size of each list, because measuring an empty one would be useless. */
  async #count({ port, account }: BenchGateway): Promise<void> {
    const client = new HttpClient(port, account.authorization.imagicle);
    try {
      for (const { name, method, paths } of LISTS) {
        const { totalCount, recordings } = await client.json<Page>(method, paths[0] ?? '');
        this.#say(`${name}: ${recordings.length} of ${totalCount}`);
      }
    } finally {
      client.close();
    }
  }

  /** The calls are recorded, but send no audio: only the list of recordings is measured. */
  async #live(calls: number): Promise<Paces> {
    const gateway = await BenchGateway.start();
    let live: LiveCall | undefined;
    try {
      live = await beginLiveCalls(gateway, calls);
      return await this.#measure(gateway, LIVE);
    } finally {
      await live?.close();
      await gateway.close();
    }
  }

  #measure({ port, account }: BenchGateway, operations: readonly Operation[]): Promise<Paces> {
    const server = { name: 'Tricord', port, authorization: account.authorization.imagicle };
    return measure(server, operations, this.#options.seconds, this.#say);
  }
}

/** An instant in the account's zone, UTC, in the format of the API's filters. */
function hoursBefore(hours: number): string {
  return new Date(LAST_AT - hours * 3_600_000).toISOString().replace('Z', '');
}
