/** So many stretches are told apart; of more, the two oldest become one: rather too much silence than too little. */
const MAX_STRETCHES = 100;

interface Stretch {
  readonly fromMs: number;
  /** Infinity while it lasts. */
  toMs: number;
}

/**
 * When a recording was muted, on the monotonic clock. It counts when something was said, not when it arrived: what
 * the network delivers after an unmute may have been said before it.
 */
export class MutedTime {
  #stretches: Stretch[] = [];

  get stretches(): readonly Readonly<Stretch>[] {
    return this.#stretches;
  }

  mute(ms: number): void {
    const last = this.#stretches.at(-1);
    if (last !== undefined && ms <= last.toMs) {
      last.toMs = Number.POSITIVE_INFINITY;
      return;
    }
    this.#stretches.push({ fromMs: ms, toMs: Number.POSITIVE_INFINITY });
    const [first, second] = this.#stretches;
    if (this.#stretches.length <= MAX_STRETCHES || first === undefined || second === undefined) {
      return;
    }
    this.#stretches.splice(0, 2, { fromMs: first.fromMs, toMs: second.toMs });
  }

  unmute(ms: number): void {
    const last = this.#stretches.at(-1);
    if (last?.toMs === Number.POSITIVE_INFINITY) last.toMs = Math.max(ms, last.fromMs);
  }

  /** Forgets what was over by then. */
  forgetBefore(ms: number): void {
    const [first] = this.#stretches;
    if (first === undefined || first.toMs > ms) return;
    this.#stretches = this.#stretches.filter(({ toMs }) => toMs > ms);
  }
}
