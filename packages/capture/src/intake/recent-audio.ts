/** A copy comes soon after its original: so many stretches of a track are remembered. */
const MAX_REMEMBERED = 128;
/** More copies of one stretch than this are no network's doing. */
const MAX_COPIES = 2;

/** What a stretch is in the light of those before it. */
export type Recurrence =
  /** Its timestamp has not come lately, or came a while ago with other audio. */
  | 'new'
  /** The same timestamp with the same audio has come. */
  | 'copy'
  /** The timestamp of the stretch before it, with other audio: it tells nothing. */
  | 'stuck';

interface Remembered {
  readonly timestampMs: number;
  readonly fingerprint: number;
  /** How often its timestamp has come again in a row. */
  copies: number;
  isStuck: boolean;
}

/** Tells copies of a track's stretches from other audio that has the same timestamp. */
export class RecentAudio {
  readonly #byTimestamp = new Map<number, Remembered>();
  #latest: Remembered | undefined;

  /** Compares a stretch with those before it, and remembers it. */
  note(timestampMs: number, samples: Int16Array): Recurrence {
    const latest = this.#latest;
    const fingerprint = fingerprintOf(samples);
    if (latest?.timestampMs === timestampMs) return recurrenceOf(latest, fingerprint);
    const before = this.#byTimestamp.get(timestampMs);
    // Silence looks like any other silence.
    if (before?.fingerprint === fingerprint && !isConstant(samples)) return 'copy';
    this.#latest = { timestampMs, fingerprint, copies: 0, isStuck: false };
    this.#byTimestamp.delete(timestampMs);
    this.#byTimestamp.set(timestampMs, this.#latest);
    if (this.#byTimestamp.size > MAX_REMEMBERED) this.#forgetOldest();
    return 'new';
  }

  #forgetOldest(): void {
    for (const oldest of this.#byTimestamp.keys()) {
      this.#byTimestamp.delete(oldest);
      return;
    }
  }
}

/** What a stretch with the timestamp of the one before it is. */
function recurrenceOf(latest: Remembered, fingerprint: number): Recurrence {
  latest.copies += 1;
  latest.isStuck ||= fingerprint !== latest.fingerprint || latest.copies > MAX_COPIES;
  return latest.isStuck ? 'stuck' : 'copy';
}

function isConstant(samples: Int16Array): boolean {
  return samples.every((sample) => sample === samples[0]);
}

/** A hash of the samples and their number (FNV-1a). */
function fingerprintOf(samples: Int16Array): number {
  let hash = 0x811c9dc5 ^ samples.length;
  for (const sample of samples) hash = Math.imul(hash ^ sample, 0x01000193);
  return hash;
}
