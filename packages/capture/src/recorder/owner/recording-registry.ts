import { isLive, type Recording, sameTarget } from '@tricord/core';
import type { CaptureMetrics } from '../../metrics.ts';
import type { RecordingOwner } from './recording-owner.ts';

/** The owners of the live recordings of this process. */
export class RecordingRegistry {
  readonly #owners = new Map<string, RecordingOwner>();
  readonly #metrics: CaptureMetrics;

  constructor(metrics: CaptureMetrics) {
    this.#metrics = metrics;
  }

  /** Number of live recordings. */
  get size(): number {
    return this.#owners.size;
  }

  /** A snapshot, in start order. */
  all(): readonly RecordingOwner[] {
    return [...this.#owners.values()];
  }

  /** The owner of a recording of that account. */
  find(accountId: string, recordingId: string): RecordingOwner | undefined {
    const owner = this.#owners.get(recordingId);
    return owner?.recording.accountId === accountId ? owner : undefined;
  }

  /** Whether a recording is capturing the same target; one that is finishing no longer captures. */
  isRecorded({ accountId, target }: Recording): boolean {
    return this.all().some(
      ({ recording }) =>
        isLive(recording) &&
        recording.state !== 'finishing' &&
        recording.accountId === accountId &&
        sameTarget(recording.target, target),
    );
  }

  add(owner: RecordingOwner): void {
    this.#owners.set(owner.recording.id, owner);
    this.#metrics.liveRecordings.set(this.#owners.size);
  }

  /** @returns whether it was registered. */
  remove({ recording }: RecordingOwner): boolean {
    const removed = this.#owners.delete(recording.id);
    this.#metrics.liveRecordings.set(this.#owners.size);
    return removed;
  }
}
