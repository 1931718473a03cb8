/** Node's default; only this variable changes it, and only before the first use of the pool. */
const DEFAULT_THREADS = 4;

/** How many threads this process has for files (libuv's `UV_THREADPOOL_SIZE`): 2 to 1024. */
export function fileThreads(size = process.env.UV_THREADPOOL_SIZE): number {
  const threads = Number.parseInt(size ?? '', 10);
  return Number.isNaN(threads) ? DEFAULT_THREADS : Math.min(1024, Math.max(2, threads));
}
