import { BenchGateway } from '../gateway/bench-gateway.ts';
import { comparison, type Paces } from '../requests/operations.ts';
import { generateArchive } from './archive.ts';

/** The great archive is compared with one of so many recordings. */
export const SMALL = 1000;

/** Lets `run` work with a gateway that has so many recordings, the newest with `seconds` of audio. */
export async function withArchive<T>(
  recordings: number,
  seconds: number,
  run: (gateway: BenchGateway) => Promise<T>,
): Promise<T> {
  const gateway = await BenchGateway.start({
    prepare: (dataDir, { id }) => generateArchive(dataDir, id, recordings, seconds),
  });
  try {
    return await run(gateway);
  } finally {
    await gateway.close();
  }
}

/** What the same costs in a small archive and in a great one, as a table. */
export async function compareSizes(
  recordings: number,
  pacesWith: (recordings: number) => Promise<Paces>,
): Promise<string> {
  const small = await pacesWith(SMALL);
  const great = await pacesWith(recordings);
  const sizes = [`${SMALL} recordings`, `${recordings}`] as const;
  return comparison(sizes, 'times the cost', small, great);
}
