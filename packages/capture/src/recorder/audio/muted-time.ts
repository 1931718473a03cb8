/** Maximum number of stretches; beyond it, the two oldest are joined: too much silence is better than too little. */
const MAX_STRETCHES = 100;

interface Stretch {
  readonly fromMs: number;
  /** Infinity while it lasts. */
  toMs: number;
}

/**
 * When a recording was muted, on the monotonic clock. Audio is muted by when it was spoken, not when it arrived:
 * audio that arrives after an unmute may have been spoken before it.
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

  /** Forgets stretches that ended before this time. */
  forgetBefore(ms: number): void {
    const [first] = this.#stretches;
    if (first === undefined || first.toMs > ms) return;
    this.#stretches = this.#stretches.filter(({ toMs }) => toMs > ms);
  }
}
