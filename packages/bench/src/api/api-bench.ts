import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAsterisk, whyUnavailable } from '@tricord/lab';
import { nameOf, wavOf } from '../archive/archive.ts';
import { compareSizes, withArchive } from '../archive/archive-gateway.ts';
import { inParallel } from '../in-parallel.ts';
import type { ArchiveOptions } from '../options.ts';
import {
  comparison,
  measure,
  type Operation,
  type Paces,
  type Server,
  spread,
} from '../requests/operations.ts';
import { beginLiveCall, type LiveCall, openAsteriskCall } from './live-call.ts';

/** The number of recordings in both when they are compared. */
const COMPARED = 10_000;
/** Duration in seconds of the recording that is fetched, 8 kHz PCM16. */
const FILE_SECONDS = 60;
const LIVE = 'live-one';
const STORED = '/ari/recordings/stored';
/** How many files are written concurrently. */
const WIDTH = 8;

/** Requests for one recording or one page, which can be made in an archive of any size. */
function flat(recordings: number): readonly Operation[] {
  const names = spread(recordings).map(nameOf);
  const copies = [`${STORED}/${nameOf(0)}/copy?destinationRecordingName=copy-{n}`];
  return [
    { name: 'GET stored, one', method: 'GET', paths: names.map((name) => `${STORED}/${name}`) },
    { name: 'copy', method: 'POST', paths: copies },
    { name: 'GET file, 1 min', method: 'GET', paths: [`${STORED}/${nameOf(0)}/file`] },
  ];
}

/** The requests that Asterisk supports, too. */
const COMPARED_OPERATIONS: readonly Operation[] = [
  { name: 'GET live', method: 'GET', paths: [`/ari/recordings/live/${LIVE}`] },
  { name: 'GET stored, all', method: 'GET', paths: [STORED] },
  ...flat(COMPARED),
];

const PAGE: Operation = {
  name: 'GET stored, 100',
  method: 'GET',
  paths: [`${STORED}?limit=100`],
};

/** Compares the ARI of Tricord with that of the lab's Asterisk, and Tricord with archives of two sizes. */
export class ApiBench {
  readonly #options: ArchiveOptions;
  readonly #say: (line: string) => void;

  constructor(options: ArchiveOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    const { recordings } = this.#options;
    const ours = await this.#ofGateway(COMPARED, COMPARED_OPERATIONS);
    const reason = whyUnavailable();
    if (reason === undefined) {
      const theirs = await this.#ofAsterisk();
      const table = comparison(['Tricord', 'Asterisk'], 'times as many', ours, theirs);
      this.#say(`\n${COMPARED} recordings:\n\n${table}`);
    } else {
      this.#say(`\nNo comparison with Asterisk: ${reason}.`);
    }
    const sizes = await compareSizes(recordings, (size) =>
      this.#ofGateway(size, [...flat(size), PAGE]),
    );
    this.#say(`\n${sizes}`);
  }

  #ofGateway(recordings: number, operations: readonly Operation[]): Promise<Paces> {
    return withArchive(recordings, FILE_SECONDS, async (gateway) => {
      const { port, account } = gateway;
      const call = await beginLiveCall(gateway, LIVE);
      try {
        const server = { name: 'Tricord', port, authorization: account.authorization.ari };
        return await this.#measure(server, operations);
      } finally {
        await call.close();
      }
    });
  }

  async #ofAsterisk(): Promise<Paces> {
    const asterisk = await startAsterisk();
    let call: LiveCall | undefined;
    try {
      const [long, short] = [wavOf(FILE_SECONDS), wavOf(1)];
      await inParallel([...Array(COMPARED).keys()], WIDTH, async (index) => {
        const path = join(asterisk.recordingsFolder, `${nameOf(index)}.wav`);
        await writeFile(path, index === 0 ? long : short);
      });
      call = await openAsteriskCall(asterisk, LIVE);
      const { username, password } = asterisk.users.readWrite;
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      const server = { name: 'Asterisk', port: asterisk.httpPort, authorization };
      return await this.#measure(server, COMPARED_OPERATIONS);
    } finally {
      await call?.close();
      await asterisk.stop();
    }
  }

  #measure(server: Server, operations: readonly Operation[]): Promise<Paces> {
    return measure(server, operations, this.#options.seconds, this.#say);
  }
}
