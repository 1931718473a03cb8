/**
 * Adds or drops one sample where it is least audible: where the signal is flattest.
 * @param by 1 or -1.
 */
export function adjustLength(samples: Int16Array, by: 1 | -1): Int16Array {
  if (samples.length < 2) return samples;
  const at = flattest(samples);
  const adjusted = new Int16Array(samples.length + by);
  adjusted.set(samples.subarray(0, at));
  if (by === 1) {
    adjusted[at] = samples[at] ?? 0;
    adjusted.set(samples.subarray(at), at + 1);
  } else {
    adjusted.set(samples.subarray(at + 1), at);
  }
  return adjusted;
}

/** Index of the sample that differs least from the one before it. */
function flattest(samples: Int16Array): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < samples.length; i++) {
    const step = Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0));
    if (step < least) {
      least = step;
      best = i;
    }
  }
  return best;
}
