import { WavError } from '@tricord/audio';
import {
  Digest,
  type MediaStore,
  mediaUnreadable,
  type Recording,
  type StoredMedia,
  TricordError,
} from '@tricord/core';
import type { ConversionPool } from './conversion/conversion-pool.ts';
import type { FormCache } from './form-cache.ts';
import { GrowingForm } from './growing-form.ts';
import type { IntegrityChecker, RecordingWithMedia } from './integrity/integrity-checker.ts';
import { type TargetForm, variantOf } from './target-form.ts';

/** A form that is being made; `done` resolves when the store has it. */
export interface Making {
  readonly recordingId: string;
  readonly growing: GrowingForm;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

export interface FormMakerOptions {
  readonly media: MediaStore;
  readonly cache: FormCache;
  readonly mp3: Pick<ConversionPool, 'convert'>;
  readonly integrity: IntegrityChecker;
}

/** Where a form is kept in the media store. */
export function formKey({ id }: Pick<Recording, 'id'>, form: TargetForm): string {
  return `${id}.${variantOf(form)}`;
}

/** Makes forms of what the recorder stored, in a worker thread, each once for all who ask. */
export class FormMaker {
  readonly #options: FormMakerOptions;
  /** By key. */
  readonly #making = new Map<string, Making>();
  /** Recordings whose audio is being deleted. */
  readonly #forgetting = new Set<string>();
  #closed = false;

  constructor(options: FormMakerOptions) {
    this.#options = options;
  }

  isMaking(key: string): boolean {
    return this.#making.has(key);
  }

  /**
   * Makes the form, unless it is being made already.
   * @throws TricordError `media-unreadable` while the recording is being deleted; `internal` once closed.
   */
  make(recording: RecordingWithMedia, form: TargetForm): Making {
    const { id: recordingId } = recording;
    const key = formKey(recording, form);
    const already = this.#making.get(key);
    if (already !== undefined) return already;
    if (this.#closed) throw closed();
    if (this.#forgetting.has(recordingId)) throw mediaUnreadable(recordingId);
    const controller = new AbortController();
    const growing = new GrowingForm();
    const converted = this.#convert(recording, form, controller.signal);
    const done = this.#options.cache
      .fill(key, () => this.#store(recording, key, growing.pass(converted)))
      .then(
        () => growing.finish(),
        (error) => {
          growing.fail(error);
          throw error;
        },
      )
      .finally(() => this.#making.delete(key));
    const making = { recordingId, growing, controller, done };
    this.#making.set(key, making);
    return making;
  }

  /** Gives up what is made of a recording, and makes nothing of it while `work` is under way. */
  async without(recordingId: string, work: () => Promise<void>): Promise<void> {
    this.#forgetting.add(recordingId);
    try {
      const making = [...this.#making.values()].filter((one) => one.recordingId === recordingId);
      await abandon(making, mediaUnreadable(recordingId));
      await work();
    } finally {
      this.#forgetting.delete(recordingId);
    }
  }

  /** Gives up what is being made. */
  async close(): Promise<void> {
    this.#closed = true;
    await abandon([...this.#making.values()], closed());
  }

  async #store(
    recording: Recording,
    key: string,
    form: AsyncIterable<Uint8Array>,
  ): Promise<StoredMedia> {
    const { media, integrity } = this.#options;
    try {
      return await media.write(key, form);
    } catch (error) {
      const badAudio = error instanceof WavError || error instanceof RangeError;
      throw badAudio ? integrity.unreadable(recording, error) : error;
    }
  }

  /** Fails at its end when it was not made of what was recorded. */
  async *#convert(
    recording: RecordingWithMedia,
    form: TargetForm,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const { integrity, mp3 } = this.#options;
    const read = new Digest();
    const recorded = read.through(integrity.read(recording));
    yield* mp3.convert(recorded, form, { signal, wavBytes: recording.media.bytes });
    await integrity.confirm(recording, read);
  }
}

async function abandon(making: readonly Making[], reason: TricordError): Promise<void> {
  for (const { controller } of making) controller.abort(reason);
  await Promise.allSettled(making.map(({ done }) => done));
}

function closed(): TricordError {
  return new TricordError('internal', 'Renditions are no longer made: shutting down');
}
