/** Complex numbers, with separate arrays for real and imaginary parts. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The smallest power of two that is at least `n`. */
export function powerOfTwo(n: number): number {
  let size = 1;
  while (size < n) size *= 2;
  return size;
}

/** Radix-2 Fourier transform in place. The length must be a power of two. */
export function transform({ re, im }: Spectrum): void {
  reorder(re, im);
  const size = re.length;
  for (let span = 1; span < size; span *= 2) {
    for (let k = 0; k < span; k += 1) {
      const angle = (-Math.PI * k) / span;
      butterflies({ re, im }, k, span, Math.cos(angle), Math.sin(angle));
    }
  }
}

/** Inverse of {@link transform}, in place. */
export function inverse({ re, im }: Spectrum): void {
  // Swapping real and imaginary parts before and after turns the transform into its inverse.
  transform({ re: im, im: re });
  const size = re.length;
  for (let i = 0; i < size; i += 1) {
    re[i] = at(re, i) / size;
    im[i] = at(im, i) / size;
  }
}

/** The element at an index, or 0 outside the array. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

function butterflies(
  { re, im }: Spectrum,
  first: number,
  span: number,
  cos: number,
  sin: number,
): void {
  for (let i = first; i < re.length; i += 2 * span) {
    const j = i + span;
    const real = at(re, j) * cos - at(im, j) * sin;
    const imaginary = at(re, j) * sin + at(im, j) * cos;
    re[j] = at(re, i) - real;
    im[j] = at(im, i) - imaginary;
    re[i] = at(re, i) + real;
    im[i] = at(im, i) + imaginary;
  }
}

/** Bit-reversal permutation. */
function reorder(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  let j = 0;
  for (let i = 0; i < size - 1; i += 1) {
    if (i < j) {
      [re[i], re[j]] = [at(re, j), at(re, i)];
      [im[i], im[j]] = [at(im, j), at(im, i)];
    }
    let bit = size >> 1;
    while (bit >= 1 && (j & bit) !== 0) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
}
