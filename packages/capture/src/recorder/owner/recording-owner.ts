import {
  type Catalog,
  type Clock,
  type CommandResult,
  type EventBus,
  type Recording,
  type RecordingCommand,
  type RecordingEvent,
  transition,
} from '@tricord/core';
import { Serial } from '../../serial.ts';
import type { RecordingAudio } from '../audio/recording-audio.ts';

/** What an owner writes to and publishes on. */
export interface RecordingOwnerDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  readonly clock: Clock;
}

/**
 * Owns the state of one live recording, and is the only one to change it: applies commands, keeps the catalog up to
 * date, and publishes events. The owner's copy is the truth; the catalog follows, change by change, and the events of
 * a change are published once it is there.
 */
export class RecordingOwner {
  readonly audio: RecordingAudio;
  /** Resolves once the recording is done, failed or canceled. Never rejects. */
  readonly settled: Promise<Recording>;
  readonly #deps: RecordingOwnerDeps;
  readonly #saving = new Serial();
  #recording: Recording;
  #settle: (recording: Recording) => void = () => undefined;

  /** @param recording as `queued`, not yet in the catalog: see {@link insert}. */
  constructor(recording: Recording, audio: RecordingAudio, deps: RecordingOwnerDeps) {
    this.#recording = recording;
    this.audio = audio;
    this.#deps = deps;
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get recording(): Recording {
    return this.#recording;
  }

  /**
   * Puts the recording into the catalog; changes that come meanwhile are saved after it.
   * @throws what the catalog throws; then there is no recording to own.
   */
  insert(): Promise<void> {
    const recording = this.#recording;
    const { accountId, createdAt: at } = recording;
    return this.#saving.run(async () => {
      await this.#deps.catalog.recordings.insert(recording);
      this.#publish([{ type: 'recording.queued', at, accountId, recording }]);
    });
  }

  /**
   * Applies a command: first to the recording, at once, then to the catalog; events come last.
   * @param effect what it means for the audio; runs with the change, if there is one.
   * @throws TricordError `recording-not-live`, and nothing has changed.
   */
  async apply(command: RecordingCommand, effect?: () => void): Promise<CommandResult> {
    const { recording, events } = transition(this.#recording, command, this.#deps.clock.now());
    if (events.length === 0) return { recording, changed: false };
    this.#recording = recording;
    effect?.();
    await this.#save(recording, events);
    return { recording, changed: true };
  }

  /** Takes over what has been said of the call. */
  async describe(call: Recording['call']): Promise<void> {
    const recording = { ...this.#recording, call, updatedAt: this.#deps.clock.now() };
    this.#recording = recording;
    await this.#save(recording, []);
  }

  /** Resolves {@link settled}: nothing will change any more. */
  settle(): void {
    this.#settle(this.#recording);
  }

  #save(recording: Recording, events: readonly RecordingEvent[]): Promise<void> {
    const { accountId, id } = recording;
    return this.#saving.run(async () => {
      await this.#deps.catalog.recordings.apply(accountId, id, () => ({ recording, events }));
      this.#publish(events);
    });
  }

  #publish(events: readonly RecordingEvent[]): void {
    for (const event of events) this.#deps.events.publish(event);
  }
}
