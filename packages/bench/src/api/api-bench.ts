import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pcm16ToBytes, wavHeader } from '@tricord/audio';
import { startAsterisk, whyUnavailable } from '../../../../lab/asterisk/lab.mjs';
import { fillArchive, nameOf } from '../archive/archive.ts';
import { GatewayProcess } from '../gateway/gateway-process.ts';
import { inParallel } from '../in-parallel.ts';
import { SAMPLE_RATE_HZ, toneOf } from '../load/tone.ts';
import type { ArchiveOptions } from '../options.ts';
import { load, machine } from '../process/machine.ts';
import { type Pace, sendRequests } from '../requests/send-requests.ts';
import { table } from '../table.ts';
import { beginLiveCall, type LiveCall, openAsteriskCall } from './live-call.ts';

/** Both have so many recordings when they are compared. */
const COMPARED = 10_000;
/** The recording that is fetched, seconds of 8 kHz PCM16. */
const FILE_SECONDS = 60;
/** Requests under way at once. */
const CONNECTIONS = 4;
/** So many recordings of an archive are asked for, spread all over it. */
const SPREAD = 500;

/** Somebody who speaks ARI, with recordings and one that is live. */
interface Server {
  readonly name: string;
  readonly port: number;
  readonly authorization: string;
  readonly recordings: number;
}

/** A request whose cost is measured. */
interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly paths: (recordings: number) => readonly string[];
}

const LIVE = 'live-one';
const stored = '/ari/recordings/stored';

const OPERATIONS: readonly Operation[] = [
  { name: 'GET live', method: 'GET', paths: () => [`/ari/recordings/live/${LIVE}`] },
  {
    name: 'GET stored, one',
    method: 'GET',
    paths: (recordings) => spread(recordings).map((index) => `${stored}/${nameOf(index)}`),
  },
  { name: 'GET stored, all', method: 'GET', paths: () => [stored] },
  {
    name: 'copy',
    method: 'POST',
    paths: () => [`${stored}/${nameOf(0)}/copy?destinationRecordingName=copy-{n}`],
  },
  { name: 'GET file, 1 min', method: 'GET', paths: () => [`${stored}/${nameOf(0)}/file`] },
];

/** One page of the list, which only Tricord has. */
const PAGE: Operation = {
  name: 'GET stored, a page of 100',
  method: 'GET',
  paths: () => [`${stored}?limit=100`],
};

/** Asks Tricord and the lab's Asterisk for the same by ARI, and Tricord with archives of two sizes. */
export class ApiBench {
  readonly #options: ArchiveOptions;
  readonly #say: (line: string) => void;

  constructor(options: ArchiveOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    this.#say(`${machine()}\nload average before: ${load()}`);
    const ours = await this.#withGateway(COMPARED, (server) => this.#measure(server, OPERATIONS));
    const reason = whyUnavailable();
    if (reason === undefined) {
      const theirs = await this.#withAsterisk((server) => this.#measure(server, OPERATIONS));
      this.#say(`\n${comparison(ours, theirs)}`);
    } else {
      this.#say(`\nNo comparison with Asterisk: ${reason}.`);
    }
    await this.#sizes();
    this.#say(`\nload average after: ${load()}`);
  }

  /** The cost of what names one recording, or asks for one page, in a small archive and a great one. */
  async #sizes(): Promise<void> {
    const { recordings } = this.#options;
    const operations = [
      ...OPERATIONS.filter(({ name }) => name !== 'GET stored, all' && name !== 'GET live'),
      PAGE,
    ];
    const small = await this.#withGateway(1000, (server) => this.#measure(server, operations));
    const great = await this.#withGateway(recordings, (server) =>
      this.#measure(server, operations),
    );
    const rows = operations.map(({ name }) => {
      const [a, b] = [small.get(name), great.get(name)];
      return [name, ...cells(a), ...cells(b), ratio(a?.perSecond, b?.perSecond)];
    });
    const head = ['operation', '1,000: /s', 'p50 ms', 'p99 ms'];
    const great_ = [`${recordings.toLocaleString('en')}: /s`, 'p50 ms', 'p99 ms', 'times the cost'];
    this.#say(`\n${table([...head, ...great_], rows)}`);
  }

  async #measure(
    { name, port, authorization, recordings }: Server,
    operations: readonly Operation[],
  ): Promise<ReadonlyMap<string, Pace>> {
    const paces = new Map<string, Pace>();
    for (const { name: operation, method, paths } of operations) {
      const request = { port, authorization, method, paths: paths(recordings) };
      // Code is compiled and caches are filled before.
      await sendRequests({
        ...request,
        connections: CONNECTIONS,
        seconds: 1,
        paths: warm(request),
      });
      const pace = await sendRequests({
        ...request,
        connections: CONNECTIONS,
        seconds: this.#options.seconds,
      });
      if (pace.refused !== '') this.#say(`${name}, ${operation}: refused ${pace.refused}`);
      paces.set(operation, pace);
    }
    return paces;
  }

  async #withGateway<T>(recordings: number, run: (server: Server) => Promise<T>): Promise<T> {
    const gateway = await GatewayProcess.start({
      prepare: async (dataDir, { id }) => {
        await fillArchive(dataDir, id, recordings, FILE_SECONDS);
      },
    });
    let call: LiveCall | undefined;
    try {
      call = await beginLiveCall(gateway, LIVE);
      return await run({
        name: 'Tricord',
        port: gateway.port,
        authorization: gateway.account.authorization.ari,
        recordings,
      });
    } finally {
      await call?.close();
      await gateway.close();
    }
  }

  async #withAsterisk<T>(run: (server: Server) => Promise<T>): Promise<T> {
    const asterisk = await startAsterisk();
    let call: LiveCall | undefined;
    try {
      const second = pcm16ToBytes(toneOf(7));
      const bytes = FILE_SECONDS * second.length;
      const header = wavHeader(
        { encoding: 'pcm16', sampleRateHz: SAMPLE_RATE_HZ, channels: 1 },
        bytes,
      );
      const file = Buffer.concat([header, ...Array<Uint8Array>(FILE_SECONDS).fill(second)]);
      const other = Buffer.concat([header, second]);
      await inParallel([...Array(COMPARED).keys()], 8, async (index) => {
        const path = join(asterisk.recordingsFolder, `${nameOf(index)}.wav`);
        await writeFile(path, index === 0 ? file : other);
      });
      call = await openAsteriskCall(asterisk, LIVE);
      const { username, password } = asterisk.users.readWrite;
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      const server = { name: 'Asterisk', port: asterisk.httpPort, authorization };
      return await run({ ...server, recordings: COMPARED });
    } finally {
      await call?.close();
      await asterisk.stop();
    }
  }
}

/** Names that the measured requests do not take. */
function warm({ paths }: { paths: readonly string[] }): readonly string[] {
  const run = randomUUID().slice(0, 8);
  return paths.map((path) => path.replace('copy-{n}', `warm-${run}-{n}`));
}

function spread(recordings: number): readonly number[] {
  return Array.from({ length: SPREAD }, (_, i) => Math.floor((i * recordings) / SPREAD));
}

function comparison(ours: ReadonlyMap<string, Pace>, theirs: ReadonlyMap<string, Pace>): string {
  const rows = [...ours].map(([name, pace]) => {
    const other = theirs.get(name);
    return [name, ...cells(pace), ...cells(other), ratio(pace.perSecond, other?.perSecond)];
  });
  const head = ['operation', 'Tricord: /s', 'p50 ms', 'p99 ms', 'Asterisk: /s', 'p50 ms', 'p99 ms'];
  return table([...head, 'times as many'], rows);
}

function cells(pace: Pace | undefined): readonly string[] {
  if (pace === undefined) return ['-', '-', '-'];
  return [pace.perSecond.toFixed(0), pace.p50Ms.toFixed(1), pace.p99Ms.toFixed(1)];
}

function ratio(a = Number.NaN, b = Number.NaN): string {
  return (a / b).toFixed(2);
}
