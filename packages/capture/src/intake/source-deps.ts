import type { Clock } from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../metrics.ts';
import type { SessionIntake } from './session-intake.ts';

/** What every source works with. */
export interface SourceDeps {
  readonly intake: SessionIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}
