import {
  type Catalog,
  type Clock,
  type CommandResult,
  type EventBus,
  isLive,
  type RecorderCommand,
  type Recording,
  type RecordingCommand,
  type RecordingEvent,
  type Transition,
  TricordError,
  transition,
} from '@tricord/core';
import pLimit from 'p-limit';
import type { RecordingAudio } from '../audio/recording-audio.ts';
import { withCatalogFields } from './catalog-fields.ts';

/** Commands that do not change the audio: whether the recording is preserved, and what users write about it. */
export type MarkCommand = Extract<RecorderCommand, { type: 'preserve' | 'release' | 'edit' }>;

/** Commands that change which audio is kept from now on. */
export type SwitchCommand = Extract<
  RecorderCommand,
  { type: 'pause' | 'resume' | 'mute' | 'unmute' }
>;

/** The dependencies of an owner. */
export interface RecordingOwnerDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  readonly clock: Clock;
}

/**
 * Owns the state of one live recording and is the only one to change it: applies commands, keeps the catalog up to
 * date, and publishes events. The owner's copy is authoritative; the catalog follows, change by change, and the events
 * of a change are published once it is saved. In two cases the catalog is authoritative, and nothing changes if it
 * fails: {@link switch | switches}, and {@link withCatalogFields | some fields}.
 */
export class RecordingOwner {
  readonly audio: RecordingAudio;
  /** Resolves once the recording is no longer `queued`, also in the catalog. Never rejects. */
  readonly begun: Promise<Recording>;
  /** Resolves once the recording is done, failed or canceled. Never rejects. */
  readonly settled: Promise<Recording>;
  readonly #deps: RecordingOwnerDeps;
  /** Saves one change at a time, in order. */
  readonly #saving = pLimit(1);
  #recording: Recording;
  /** The number of changes, and of the last one that is saved. */
  #changes = 0;
  #savedChanges = 0;
  /** Events of changes that could not be saved. */
  #unpublished: readonly RecordingEvent[] = [];
  /** Resolves once the last requested mark is set or has failed. */
  #marking: Promise<unknown> = Promise.resolve();
  #begin: (recording: Recording) => void = () => undefined;
  #settle: (recording: Recording) => void = () => undefined;

  /** @param recording as `queued`, not yet in the catalog: see {@link insert}. */
  constructor(recording: Recording, audio: RecordingAudio, deps: RecordingOwnerDeps) {
    this.#recording = recording;
    this.audio = audio;
    this.#deps = deps;
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get recording(): Recording {
    return this.#recording;
  }

  /** Whether the catalog has the last change; if not, {@link save} may be tried later. */
  get isSaved(): boolean {
    return this.#savedChanges === this.#changes;
  }

  /**
   * Saves changes that the catalog rejected, with their events, unless a later change does.
   * @throws what the catalog throws.
   */
  async save(): Promise<void> {
    const number = this.#changes;
    await this.#saving(async () => {
      if (this.isSaved || number !== this.#changes) return;
      await this.#write(this.#recording, this.#unpublished);
      this.#savedChanges = number;
    });
  }

  /**
   * Inserts the recording into the catalog; changes made meanwhile are saved after it.
   * @throws what the catalog throws; then the recording does not exist.
   */
  insert(): Promise<void> {
    const recording = this.#recording;
    const { accountId, createdAt: at } = recording;
    return this.#saving(async () => {
      await this.#deps.catalog.recordings.insert(recording);
      this.#publish([{ type: 'recording.queued', at, accountId, recording }]);
    });
  }

  /**
   * Applies a command that takes effect in any case: first to the recording, immediately, then to the catalog; events
   * follow last.
   * @param effect applies the change to the audio; runs with the change, if there is one.
   * @throws TricordError `recording-not-live`; nothing has changed then.
   */
  async apply(command: RecordingCommand, effect?: () => void): Promise<CommandResult> {
    const change = transition(this.#recording, command, this.#deps.clock.now());
    if (change.events.length === 0) return { recording: change.recording, changed: false };
    this.#recording = change.recording;
    effect?.();
    return { recording: await this.#save(change), changed: true };
  }

  /**
   * Applies a command that takes effect only if the catalog accepts it, in order with other changes.
   * @param effect as for {@link apply}; runs once the catalog has the change, unless the recording ended meanwhile.
   * @throws TricordError `recording-not-live`; what the catalog throws. Nothing has changed then.
   */
  async switch(command: SwitchCommand, effect: () => void): Promise<CommandResult> {
    const { clock } = this.#deps;
    // Validated now: a concurrent start of the recording is saved after it.
    transition(this.#recording, command, clock.now());
    return this.#saving(async () => {
      const change = transition(this.#recording, command, clock.now());
      if (change.events.length === 0) return { recording: change.recording, changed: false };
      const saved = await this.#write(change.recording, [...this.#unpublished, ...change.events]);
      if (saved === undefined) throw new TricordError('recording-not-found', 'Gone');
      if (isCapturing(this.#recording)) {
        // It takes effect now: the catalog may have been slow.
        this.#recording = transition(this.#recording, command, clock.now()).recording;
        effect();
      }
      return { recording: saved, changed: true };
    });
  }

  /**
   * Cancels the recording, unless an earlier request to preserve it succeeded.
   * @param effect as for {@link apply}.
   * @throws TricordError `recording-not-live`; `recording-preserved`. Nothing has changed then.
   */
  async discard(effect: () => void): Promise<CommandResult> {
    let awaited: unknown;
    while (awaited !== this.#marking) {
      awaited = this.#marking;
      await awaited;
    }
    return this.apply({ type: 'discard' }, effect);
  }

  /**
   * Preserves, releases or edits the recording, in the same transaction as the audit log entry: if that cannot be
   * written, nothing has changed.
   */
  mark(command: MarkCommand): Promise<CommandResult> {
    const { catalog, clock } = this.#deps;
    const { accountId, id } = this.#recording;
    const change = (saved: Recording) => transition(saved, command, clock.now());
    const marked = this.#saving(async () => {
      // A discard may have come first that is not yet in the catalog.
      change(this.#recording);
      const applied = await catalog.recordings.apply(accountId, id, change, command.audit);
      if (applied === undefined) throw new TricordError('recording-not-found', 'Gone');
      this.#recording = withCatalogFields(this.#recording, applied.recording);
      this.#publish(applied.events);
      return { recording: this.#recording, changed: applied.events.length > 0 };
    });
    this.#marking = marked.catch(() => undefined);
    return marked;
  }

  /**
   * Updates the description of the call, until the recording ends. If the catalog fails, it is saved with
   * the next change or by {@link save}. Never rejects.
   */
  async describe(call: Recording['call']): Promise<void> {
    if (!isLive(this.#recording)) return;
    this.#recording = { ...this.#recording, call, updatedAt: this.#deps.clock.now() };
    this.#changes += 1;
    await this.save().catch(() => undefined);
  }

  /** Resolves {@link begun} and {@link settled}: nothing will change any more. */
  settle(): void {
    this.#begin(this.#recording);
    this.#settle(this.#recording);
  }

  /**
   * Saves a change in order: fields that the catalog decides may have changed by then. Events of
   * changes that the catalog rejected earlier come first.
   */
  #save({ recording: changed, events }: Transition): Promise<Recording> {
    this.#changes += 1;
    const number = this.#changes;
    return this.#saving(async () => {
      const recording = withCatalogFields(changed, this.#recording);
      const now = events.map((event) => ({ ...event, recording }));
      this.#unpublished = [...this.#unpublished, ...now];
      const saved = await this.#write(recording, this.#unpublished);
      this.#savedChanges = number;
      // It never was in the catalog: there is nothing to publish.
      return saved ?? recording;
    });
  }

  /**
   * Writes a version of the recording, and publishes its events and those of rejected changes.
   * @returns the saved recording; undefined if the catalog does not have it.
   */
  async #write(
    recording: Recording,
    events: readonly RecordingEvent[],
  ): Promise<Recording | undefined> {
    const { accountId, id } = recording;
    const { recordings } = this.#deps.catalog;
    const saved = await recordings.apply(accountId, id, () => ({ recording, events }));
    this.#unpublished = [];
    if (saved === undefined) return undefined;
    this.#recording = withCatalogFields(this.#recording, saved.recording);
    this.#publish(saved.events);
    if (saved.recording.state !== 'queued') this.#begin(this.#recording);
    return saved.recording;
  }

  #publish(events: readonly RecordingEvent[]): void {
    for (const event of events) this.#deps.events.publish(event);
  }
}

function isCapturing(recording: Recording): boolean {
  return isLive(recording) && recording.state !== 'finishing';
}
