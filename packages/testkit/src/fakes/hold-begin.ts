import { findRecording, type Recording } from '@tricord/core';
import type { TestCore } from './test-core.ts';

/**
 * Keeps recordings `queued` until the test calls `core.recorder.started` or `failed`.
 * @returns the first recording whose begin is awaited
 */
export function holdBegin(core: TestCore): Promise<Recording> {
  const { recorder } = core;
  recorder.startsAtOnce = false;
  const begun = recorder.begun.bind(recorder);
  return new Promise((resolve, reject) => {
    recorder.begun = (accountId, id) => {
      findRecording(core, accountId, { id }).then(resolve, reject);
      return begun(accountId, id);
    };
  });
}
