export interface LaneOptions {
  /** Maximum number of concurrent requests. */
  readonly concurrency: number;
  /** Maximum number of concurrent requests in one lane. */
  readonly perServer: number;
}

/**
 * Schedules requests round-robin over lanes (one per server), within limits. A lane whose last request failed gets
 * one at a time, so that servers that are down or slow do not take all the capacity.
 */
export class Lanes {
  readonly #options: LaneOptions;
  readonly #underWay = new Map<string, Set<string>>();
  readonly #ids = new Set<string>();
  readonly #failing = new Set<string>();
  #last = '';

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Rotates sorted lanes to start after the last one served. */
  inTurn(lanes: readonly string[]): readonly string[] {
    const next = lanes.findIndex((lane) => lane > this.#last);
    return next < 0 ? lanes : [...lanes.slice(next), ...lanes.slice(0, next)];
  }

  /** How many more requests may start in a lane. */
  roomIn(lane: string): number {
    const { concurrency, perServer } = this.#options;
    const most = this.#failing.has(lane) ? 1 : perServer;
    return Math.max(0, Math.min(most - this.underWay(lane), concurrency - this.#ids.size));
  }

  underWay(lane: string): number {
    return this.#underWay.get(lane)?.size ?? 0;
  }

  /** Whether this delivery is being sent. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  begin(lane: string, id: string): void {
    const inLane = this.#underWay.get(lane) ?? new Set();
    this.#underWay.set(lane, inLane.add(id));
    this.#ids.add(id);
    this.#last = lane;
  }

  end(lane: string, id: string, failed: boolean): void {
    this.#ids.delete(id);
    const inLane = this.#underWay.get(lane);
    inLane?.delete(id);
    if (inLane?.size === 0) this.#underWay.delete(lane);
    if (failed) this.#failing.add(lane);
    else this.#failing.delete(lane);
  }
}
