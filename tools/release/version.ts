/** Which part of a version a release raises, or the version itself, `1.2.3`. */
export type Step = 'patch' | 'minor' | 'major' | (string & {});

const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** The version that follows `current`; throws when `step` is neither a step nor a version from `current` on. */
export function nextVersion(current: string, step: Step): string {
  const [major, minor, patch] = partsOf(current);
  if (step === 'major') return `${major + 1}.0.0`;
  if (step === 'minor') return `${major}.${minor + 1}.0`;
  if (step === 'patch') return `${major}.${minor}.${patch + 1}`;
  if (compare(partsOf(step), [major, minor, patch]) < 0) {
    throw new Error(`${step} comes before ${current}`);
  }
  return step;
}

type Parts = readonly [number, number, number];

function partsOf(version: string): Parts {
  const match = VERSION.exec(version);
  if (match === null) throw new Error(`Not a version or patch, minor, major: ${version}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function compare(a: Parts, b: Parts): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
