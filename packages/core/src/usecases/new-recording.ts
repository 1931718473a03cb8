import {
  DEFAULT_SETTINGS,
  type DeliveryTarget,
  type MissedStart,
  type Recording,
  type RecordingOrigin,
  type RecordingSettings,
  type RecordingTarget,
} from '../recording.ts';
import type { CallDetails } from '../session.ts';
import type { CoreDeps } from './deps.ts';

/** What to record, and how. */
export interface RecordingPlan {
  readonly id: string;
  readonly accountId: string;
  /** Undefined: named by its id. */
  readonly name?: string;
  readonly target: RecordingTarget;
  readonly call: CallDetails;
  /** Default: the account's settings. */
  readonly settings?: Partial<RecordingSettings>;
  readonly origin: RecordingOrigin;
  readonly notify?: DeliveryTarget;
  readonly missed?: MissedStart;
}

/** A new recording, `queued`. */
export function newRecording(
  { clock, recordingDefaults }: Pick<CoreDeps, 'clock' | 'recordingDefaults'>,
  { name, settings, notify, missed, ...plan }: RecordingPlan,
): Recording {
  const now = clock.now();
  return {
    ...plan,
    name: name ?? plan.id,
    settings: {
      ...DEFAULT_SETTINGS,
      ...recordingDefaults(plan.accountId),
      ...settings,
      ...(plan.target.kind === 'conference' ? { channels: 1 } : {}),
    },
    ...(notify === undefined ? {} : { notify }),
    ...(missed === undefined ? {} : { missed }),
    state: 'queued',
    muted: false,
    createdAt: now,
    updatedAt: now,
    pausedMs: 0,
    skippedMs: 0,
  };
}
