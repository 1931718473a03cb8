import { BenchGateway } from '../gateway/bench-gateway.ts';
import { comparison, type Paces } from '../requests/operations.ts';
import { generateArchive } from './archive.ts';

/** The number of recordings in the small archive. */
export const SMALL = 1000;

/** Runs `run` with a gateway that has this many recordings, the newest with `seconds` of audio. */
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

/** Compares the cost of the same requests in a small and a large archive, as a table. */
export async function compareSizes(
  recordings: number,
  pacesWith: (recordings: number) => Promise<Paces>,
): Promise<string> {
  const small = await pacesWith(SMALL);
  const great = await pacesWith(recordings);
  const sizes = [`${SMALL} recordings`, `${recordings}`] as const;
  return comparison(sizes, 'times the cost', small, great);
}
