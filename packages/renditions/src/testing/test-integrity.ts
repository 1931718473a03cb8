import type { RecordingCatalog } from '@tricord/core';
import { ManualClock, MemoryCatalog, type MemoryMediaStore } from '@tricord/testkit';
import { IntegrityChecker, type IntegrityObserver } from '../integrity/integrity-checker.ts';

/** A checker, with the calls of its observer, such as `noticed changed`, and its clock. */
export function testIntegrity(
  media: MemoryMediaStore,
  recordings: RecordingCatalog = new MemoryCatalog().recordings,
) {
  const clock = new ManualClock();
  const reported: string[] = [];
  const observer: IntegrityObserver = {
    refused: (why) => reported.push(`refused ${why}`),
    checked: (result) => reported.push(`checked ${result}`),
    noticed: (_recording, damage) => reported.push(`noticed ${damage}`),
    recovered: () => reported.push('recovered'),
    failed: (_recording, error) => reported.push(`failed ${String(error)}`),
  };
  const integrity = new IntegrityChecker({ media, recordings, clock, observer });
  return {
    integrity,
    clock,
    reported,
    /** Advances the clock until no checksum is pending. */
    async settled(): Promise<void> {
      let busy = true;
      void integrity.settled().then(() => {
        busy = false;
      });
      await new Promise(setImmediate);
      while (busy) {
        clock.advance(20);
        await new Promise(setImmediate);
      }
    },
  };
}
