import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RecentKeys } from './recent-keys.ts';

/** What has been counted for a key. */
export interface KeyedCount {
  readonly count: number;
  /** Milliseconds until it is forgotten. */
  readonly leftMs: number;
}

const MAX_KEYS = 20_000;

/** Counts for each key, from its first count for so long. Of too many keys, those counted longest ago are forgotten. */
export class KeyedCounts {
  readonly #counts: RateLimiterMemory;
  readonly #keys = new RecentKeys(MAX_KEYS);

  constructor(windowMs: number) {
    this.#counts = new RateLimiterMemory({ points: 0, duration: windowMs / 1000 });
  }

  /** Of keys that are counted for the first time from now on. */
  set windowMs(windowMs: number) {
    this.#counts.duration = windowMs / 1000;
  }

  async add(key: string): Promise<void> {
    const forgotten = this.#keys.add(key);
    if (forgotten !== undefined) await this.#counts.delete(forgotten);
    await this.#counts.penalty(key);
  }

  async get(key: string): Promise<KeyedCount> {
    const found = await this.#counts.get(key);
    return { count: found?.consumedPoints ?? 0, leftMs: Math.max(0, found?.msBeforeNext ?? 0) };
  }
}
