import {
  type Catalog,
  type Clock,
  type CommandResult,
  type EventBus,
  type Recording,
  type RecordingCommand,
  type Transition,
  transition,
} from '@tricord/core';
import type { ActiveRecording } from './active-recording.ts';
import { Serial } from './serial.ts';

/** What an owned recording writes to and tells. */
export interface OwnedRecordingDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  readonly clock: Clock;
}

/**
 * A live recording in the hands of its owner: applies commands to it, keeps the catalog up to date,
 * and publishes what happened. The owner's copy is the truth; the catalog follows, change by change.
 */
export class OwnedRecording {
  readonly active: ActiveRecording;
  /** Resolves once the recording is done, failed or canceled. Never rejects. */
  readonly settled: Promise<Recording>;
  readonly #deps: OwnedRecordingDeps;
  readonly #saving = new Serial();
  #settle: (recording: Recording) => void = () => undefined;

  constructor(active: ActiveRecording, deps: OwnedRecordingDeps) {
    this.active = active;
    this.#deps = deps;
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get recording(): Recording {
    return this.active.recording;
  }

  /**
   * Applies a command: first to the recording, at once, then to the catalog; events come last.
   * @param effect what it means for the audio; runs with the change, if there is one.
   * @throws TricordError `recording-not-live`, and nothing has changed.
   */
  async apply(command: RecordingCommand, effect?: () => void): Promise<CommandResult> {
    const { recording, events } = transition(this.recording, command, this.#deps.clock.now());
    if (events.length === 0) return { recording, changed: false };
    this.active.recording = recording;
    effect?.();
    await this.#save({ recording, events });
    for (const event of events) this.#deps.events.publish(event);
    return { recording, changed: true };
  }

  /** Takes over what has been said of the call. */
  async describe(call: Recording['call']): Promise<void> {
    const recording = { ...this.recording, call, updatedAt: this.#deps.clock.now() };
    this.active.recording = recording;
    await this.#save({ recording, events: [] });
  }

  /** Says that nothing will change any more. */
  finishLife(): void {
    this.#settle(this.recording);
  }

  #save(change: Transition): Promise<void> {
    const { accountId, id } = change.recording;
    return this.#saving.run(async () => {
      await this.#deps.catalog.recordings.apply(accountId, id, () => change);
    });
  }
}
