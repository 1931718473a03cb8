import { whyUnavailable } from '@tricord/lab';
import { describe, test } from 'vitest';

/**
 * Describes tests against a real Asterisk. If none can be started, they are skipped with the reason in their name, or
 * fail if INTEROP_REQUIRED is set in the environment.
 */
export function describeInterop(name: string, tests: () => void): void {
  const reason = whyUnavailable();
  if (reason === undefined) {
    describe(name, tests);
  } else if (process.env.INTEROP_REQUIRED) {
    test(name, () => {
      throw new Error(`No Asterisk to test against: ${reason}`);
    });
  } else {
    describe.skip(`${name} (no Asterisk to test against: ${reason})`, tests);
  }
}
