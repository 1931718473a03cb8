import { randomUUID } from 'node:crypto';
import { table } from '../table.ts';
import { type Pace, sendRequests } from './send-requests.ts';

/** A server to send requests to. */
export interface Server {
  readonly name: string;
  readonly port: number;
  /** The complete header. */
  readonly authorization: string;
}

/** A request whose cost is measured. */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Each request uses the next path; `{n}` is the request's number, so that such a path is used only once. */
  readonly paths: readonly string[];
}

/** The results of each operation, by name. */
export type Paces = ReadonlyMap<string, Pace>;

/** Number of concurrent requests. */
const CONNECTIONS = 4;
const WARM_UP_SECONDS = 1;

/** Sends the requests of each operation for this long, one operation after another. */
export async function measure(
  server: Server,
  operations: readonly Operation[],
  seconds: number,
  say: (line: string) => void,
): Promise<Paces> {
  const paces = new Map<string, Pace>();
  for (const { name, method, paths } of operations) {
    const { port, authorization } = server;
    const request = { port, authorization, method, connections: CONNECTIONS };
    // Warms up the code and caches.
    await sendRequests({ ...request, paths: others(paths), seconds: WARM_UP_SECONDS });
    const pace = await sendRequests({ ...request, paths, seconds });
    if (pace.refused !== '') say(`${server.name}, ${name}: refused ${pace.refused}`);
    paces.set(name, pace);
  }
  return paces;
}

/** The results of two servers for the same operations, side by side; the ratio is that of the requests per second. */
export function comparison(
  [first, second]: readonly [string, string],
  ratio: string,
  a: Paces,
  b: Paces,
): string {
  const rows = [...a].map(([name, pace]) => {
    const other = b.get(name);
    return [name, ...cells(pace), ...cells(other), quotient(pace.perSecond, other?.perSecond)];
  });
  const head = [
    'operation',
    `${first}: /s`,
    'p50 ms',
    'p99 ms',
    `${second}: /s`,
    'p50 ms',
    'p99 ms',
  ];
  return table([...head, ratio], rows);
}

/** Indexes of recordings, spread evenly over an archive. */
export function spread(recordings: number, count = 500): readonly number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((i * recordings) / count));
}

/** Paths that the measured requests do not use. */
function others(paths: readonly string[]): readonly string[] {
  const run = randomUUID().slice(0, 8);
  return paths.map((path) => path.replace('{n}', `${run}-{n}`));
}

function cells(pace: Pace | undefined): readonly string[] {
  if (pace === undefined) return ['-', '-', '-'];
  return [pace.perSecond.toFixed(0), pace.p50Ms.toFixed(1), pace.p99Ms.toFixed(1)];
}

function quotient(a = Number.NaN, b = Number.NaN): string {
  return (a / b).toFixed(2);
}
