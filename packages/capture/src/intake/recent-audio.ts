/** A copy comes soon after its original: so many stretches of a track are remembered. */
const MAX_REMEMBERED = 128;
/** More copies of one stretch than this are no network's doing. */
const MAX_COPIES = 2;

const FNV_PRIME = 0x01000193;

/** What a stretch is in the light of those before it. */
export type Recurrence =
  /** Its timestamp has not come lately, or came a while ago with other audio. */
  | 'new'
  /** The same timestamp with the same audio has come. */
  | 'copy'
  /** The timestamp of the stretch before it, with other audio: it tells nothing. */
  | 'stuck';

/**
 * Tells copies of a track's stretches from other audio that has the same timestamp. Called for each frame, so that it
 * allocates nothing, and looks back only where a timestamp does not advance.
 */
export class RecentAudio {
  readonly #timestamps = new Float64Array(MAX_REMEMBERED).fill(Number.NaN);
  readonly #fingerprints = new Int32Array(MAX_REMEMBERED);
  #next = 0;
  #highestMs = Number.NEGATIVE_INFINITY;
  #latestMs = Number.NaN;
  #latestFingerprint = 0;
  /** How often the latest timestamp has come again in a row. */
  #copies = 0;
  #isStuck = false;

  /** Compares a stretch with those before it, and remembers it. */
  note(timestampMs: number, samples: Int16Array): Recurrence {
    const fingerprint = fingerprintOf(samples);
    if (timestampMs === this.#latestMs) return this.#recur(fingerprint);
    if (timestampMs <= this.#highestMs) {
      const at = this.#timestamps.indexOf(timestampMs);
      // Silence looks like any other silence.
      if (at >= 0 && this.#fingerprints[at] === fingerprint && !isConstant(samples)) return 'copy';
      if (at >= 0) this.#timestamps[at] = Number.NaN;
    }
    this.#latestMs = timestampMs;
    this.#latestFingerprint = fingerprint;
    this.#copies = 0;
    this.#isStuck = false;
    this.#highestMs = Math.max(this.#highestMs, timestampMs);
    this.#timestamps[this.#next] = timestampMs;
    this.#fingerprints[this.#next] = fingerprint;
    this.#next = (this.#next + 1) % MAX_REMEMBERED;
    return 'new';
  }

  /** What a stretch with the timestamp of the one before it is. */
  #recur(fingerprint: number): Recurrence {
    this.#copies += 1;
    this.#isStuck ||= fingerprint !== this.#latestFingerprint || this.#copies > MAX_COPIES;
    return this.#isStuck ? 'stuck' : 'copy';
  }
}

function isConstant(samples: Int16Array): boolean {
  return samples.every((sample) => sample === samples[0]);
}

/** A hash of the samples and their number (FNV-1a). Two halves, because a processor computes them at the same time. */
function fingerprintOf(samples: Int16Array): number {
  let even = 0x811c9dc5 ^ samples.length;
  let odd = even;
  for (let at = 0; at + 1 < samples.length; at += 2) {
    even = Math.imul(even ^ (samples[at] as number), FNV_PRIME);
    odd = Math.imul(odd ^ (samples[at + 1] as number), FNV_PRIME);
  }
  if (samples.length % 2 === 1) even ^= samples[samples.length - 1] as number;
  return Math.imul(even, FNV_PRIME) ^ odd;
}
