import {
  type Catalog,
  type Clock,
  type CommandResult,
  durationMs,
  type EventBus,
  isLive,
  isRecordingEvent,
  type NewAuditEntry,
  type Recorder,
  type RecorderCommand,
  type RecorderStatus,
  type Recording,
  type RecordingCommand,
  sameTarget,
  TricordError,
  transition,
} from '@tricord/core';
import type { MemoryMediaStore } from './memory-media-store.ts';

/**
 * A recorder without audio. It follows the port and the state machine, and stores a silent 8 kHz PCM16 WAV of the recorded
 * duration. By default it settles a stop at once.
 */
export class FakeRecorder implements Recorder {
  /** The result of {@link status}; anything but `ready` also makes calls fail as the port specifies. */
  currentStatus: RecorderStatus = 'ready';
  /** If false, recordings stay `queued` until {@link started} is called. */
  startsAtOnce = true;
  /** Why stopped recordings fail; undefined: they do not. */
  stopFailure: string | undefined;
  /** Recordings that have begun and were neither stopped nor discarded. */
  #begun: Recording[] = [];
  /** The last known state of all recordings that have begun. */
  readonly #copies = new Map<string, Recording>();
  readonly #deps: { catalog: Catalog; media: MemoryMediaStore; events: EventBus; clock: Clock };

  constructor(deps: {
    catalog: Catalog;
    media: MemoryMediaStore;
    events: EventBus;
    clock: Clock;
  }) {
    this.#deps = deps;
  }

  status(): RecorderStatus {
    return this.currentStatus;
  }

  async begin(recording: Recording, options: { exclusive?: boolean } = {}): Promise<Recording> {
    if (this.currentStatus === 'full') {
      const text = 'There is no room for another recording: the disk has 1 MiB free';
      throw new TricordError('recorder-full', text);
    }
    if (this.currentStatus === 'draining') {
      throw new TricordError('recorder-draining', 'Shutting down');
    }
    this.#refuseUnavailable();
    if (options.exclusive) this.#refuseRecorded(recording);
    this.#begun.push(recording);
    await this.#deps.catalog.recordings.insert(recording).catch((error: unknown) => {
      this.#over(recording.id);
      throw error;
    });
    this.#copies.set(recording.id, recording);
    this.#deps.events.publish({
      type: 'recording.queued',
      at: recording.createdAt,
      accountId: recording.accountId,
      recording,
    });
    if (this.startsAtOnce) await this.started(recording);
    return recording;
  }

  /** Starts a queued recording. */
  started(recording: Recording): Promise<CommandResult> {
    return this.#apply(recording.accountId, recording.id, { type: 'begin' });
  }

  /** Fails a live recording. */
  failed(recording: Recording, cause: string): Promise<CommandResult> {
    this.#over(recording.id);
    return this.#apply(recording.accountId, recording.id, { type: 'fail', cause });
  }

  async command(
    accountId: string,
    recordingId: string,
    command: RecorderCommand,
  ): Promise<CommandResult> {
    this.#refuseUnavailable();
    await this.#refuseEnded(accountId, recordingId);
    const applied: RecordingCommand =
      command.type === 'stop' ? { type: 'stop', reason: command.reason ?? 'requested' } : command;
    const audit = 'audit' in command ? command.audit : undefined;
    const result = await this.#apply(accountId, recordingId, applied, audit);
    if (command.type === 'stop' || command.type === 'discard') this.#over(recordingId);
    if (command.type === 'stop' && result.changed) await this.#complete(result.recording);
    return result;
  }

  begun(accountId: string, recordingId: string): Promise<Recording> {
    return new Promise((resolve, reject) => {
      const look = (recording: Recording) => {
        if (recording.id !== recordingId || recording.state === 'queued') return;
        unsubscribe();
        resolve(recording);
      };
      const unsubscribe = this.#deps.events.subscribe((event) => {
        if (isRecordingEvent(event)) look(event.recording);
      });
      this.#known(accountId, recordingId).then(look, reject);
    });
  }

  async settled(accountId: string, recordingId: string): Promise<Recording> {
    return this.#known(accountId, recordingId);
  }

  async #known(accountId: string, recordingId: string): Promise<Recording> {
    const copy = this.#copies.get(recordingId);
    if (copy?.accountId === accountId) return copy;
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined)
      throw new TricordError('recording-not-found', 'Recording not found');
    return recording;
  }

  #refuseUnavailable(): void {
    if (this.currentStatus === 'unavailable') {
      throw new TricordError('recorder-unavailable', 'The recorder cannot be reached');
    }
  }

  async #refuseEnded(accountId: string, recordingId: string): Promise<void> {
    const recording = await this.#known(accountId, recordingId);
    const { id, state } = recording;
    if (isLive(recording)) return;
    throw new TricordError('recording-not-live', `Recording ${id} is ${state}`, {
      details: { state },
    });
  }

  #refuseRecorded({ accountId, target }: Recording): void {
    if (
      this.#begun.some((other) => other.accountId === accountId && sameTarget(other.target, target))
    ) {
      throw new TricordError('already-recorded', 'The call is being recorded already');
    }
  }

  #over(recordingId: string): void {
    this.#begun = this.#begun.filter(({ id }) => id !== recordingId);
  }

  async #complete(recording: Recording): Promise<void> {
    const { stopFailure: cause } = this;
    if (cause !== undefined) {
      await this.#apply(recording.accountId, recording.id, { type: 'fail', cause });
      return;
    }
    const lengthMs = durationMs(recording, this.#deps.clock.now());
    const wav = silentWav(lengthMs);
    const stored = this.#deps.media.put(recording.id, wav);
    await this.#apply(recording.accountId, recording.id, {
      type: 'complete',
      media: { durationMs: lengthMs, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
    });
  }

  async #apply(
    accountId: string,
    id: string,
    command: RecordingCommand,
    audit?: NewAuditEntry,
  ): Promise<CommandResult> {
    const { catalog, clock, events } = this.#deps;
    const change = (before: Recording) => transition(before, command, clock.now());
    const applied = await catalog.recordings.apply(accountId, id, change, audit);
    if (applied === undefined) throw new TricordError('recording-not-found', 'Recording not found');
    this.#copies.set(id, applied.recording);
    for (const event of applied.events) events.publish(event);
    return { recording: applied.recording, changed: applied.events.length > 0 };
  }
}

function silentWav(lengthMs: number): Buffer {
  const dataBytes = Math.round(lengthMs * 8) * 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return Buffer.concat([header, Buffer.alloc(dataBytes)]);
}
