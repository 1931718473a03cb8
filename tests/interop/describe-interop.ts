import { whyUnavailable } from '@tricord/lab';
import { describe, test } from 'vitest';

/**
 * Describes tests against a real Asterisk. Where none can be started, they are skipped and say why; with
 * INTEROP_REQUIRED in the environment, that is a failure.
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
