import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { CaptureMetrics, SessionRecorder } from '@tricord/capture';
import type { Catalog } from '@tricord/core';
import { type HealthDeps, type HealthReport, systemErrorCode } from '@tricord/http-kit';

export interface ReadinessDeps {
  readonly catalog: Pick<Catalog, 'check'>;
  readonly mediaFolder: string;
  readonly recorder: Pick<SessionRecorder, 'refusal' | 'load'>;
  readonly metrics: Pick<CaptureMetrics, 'callsWaiting'>;
}

/** The checks of /readyz: whether calls can be recorded, and if not, why. */
export function readinessChecks(deps: ReadinessDeps): HealthDeps['checks'] {
  const { catalog, mediaFolder, recorder, metrics } = deps;
  return {
    catalog: async () => {
      await catalog.check();
      return {};
    },
    media: () => checkFolder(mediaFolder),
    recorder: async () => {
      const { refusal } = recorder;
      const { values } = await metrics.callsWaiting.get();
      const waitingCalls = values.reduce((sum, { value }) => sum + value, 0);
      return {
        ...(refusal === undefined ? {} : { failure: refusal }),
        numbers: { ...recorder.load, waitingCalls },
      };
    },
  };
}

async function checkFolder(folder: string): Promise<HealthReport> {
  try {
    await access(folder, constants.W_OK);
    return {};
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    return { failure: `the folder of the audio cannot be written (${code})` };
  }
}
