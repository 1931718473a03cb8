import { isLive, type Recording, sameTarget } from '@tricord/core';
import type { CaptureMetrics } from '../../metrics.ts';
import type { RecordingOwner } from './recording-owner.ts';

/** The owners of the live recordings of this process. */
export class RecordingRegistry {
  readonly #owners = new Map<string, RecordingOwner>();
  /** Of live recordings, by their ids. */
  readonly #sources = new Map<string, string>();
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

  /** @param source that of the recorded session, for metrics. */
  add(owner: RecordingOwner, source: string): void {
    const { id } = owner.recording;
    this.#owners.set(id, owner);
    this.#sources.set(id, source);
    this.#metrics.liveRecordings.inc({ source });
  }

  /** @returns whether it was registered. */
  remove({ recording: { id } }: RecordingOwner): boolean {
    const source = this.#sources.get(id);
    if (source === undefined) return false;
    this.#sources.delete(id);
    this.#metrics.liveRecordings.dec({ source });
    return this.#owners.delete(id);
  }
}
