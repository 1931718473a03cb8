import type { Readable } from 'node:stream';
import {
  type ByteRange,
  type CapturedMedia,
  type Clock,
  type Digest,
  damageOf,
  type MediaDamage,
  type MediaStore,
  mediaUnreadable,
  type Recording,
  type RecordingCatalog,
  recordingNotFound,
  type StoredMedia,
  type TricordError,
} from '@tricord/core';
import { ChecksumQueue } from './checksum-queue.ts';

/** Observes the integrity of stored audio. */
export interface IntegrityObserver {
  /** A request for audio was refused. */
  refused(why: MediaDamage | 'unreadable'): void;
  /** A checksum was compared in the background. @param key of the audio, or of a rendition of it. */
  checked(result: MediaDamage | 'sound' | 'unreadable', key: string): void;
  /** New damage was found. */
  noticed(recording: Recording, damage: MediaDamage): void;
  /** Damaged audio was restored. */
  recovered(recording: Recording): void;
  /** The store could not read audio, or the damage could not be saved in the catalog. */
  failed(recording: Recording, error: unknown): void;
}

export interface IntegrityCheckerOptions {
  readonly media: Pick<MediaStore, 'stat' | 'read'>;
  readonly recordings: Pick<RecordingCatalog, 'get' | 'update'>;
  readonly clock: Clock;
  readonly observer?: Partial<IntegrityObserver>;
}

/** Size and age of something in the store. */
export type MediaStat = NonNullable<Awaited<ReturnType<MediaStore['stat']>>>;

/** A recording that has audio. */
export type RecordingWithMedia = Recording & { readonly media: CapturedMedia };

/**
 * Ensures that only intact audio is served: its length is compared on every request, its checksum in the background.
 * Damage is saved with the recording until the audio is restored.
 */
export class IntegrityChecker {
  readonly #media: IntegrityCheckerOptions['media'];
  readonly #recordings: IntegrityCheckerOptions['recordings'];
  readonly #clock: Clock;
  readonly #observer: Partial<IntegrityObserver>;
  readonly #queue: ChecksumQueue;

  constructor(options: IntegrityCheckerOptions) {
    this.#media = options.media;
    this.#recordings = options.recordings;
    this.#clock = options.clock;
    this.#observer = options.observer ?? {};
    this.#queue = new ChecksumQueue(options);
  }

  /**
   * Size and age of a recording's audio, if it may be served. Its checksum is compared later, once per process and
   * change of the file.
   * @throws TricordError `media-unreadable`; `recording-not-found` when it was deleted meanwhile.
   */
  async admit(recording: RecordingWithMedia): Promise<MediaStat> {
    const stat = await this.#stat(recording);
    if (stat === undefined) throw await this.#refusal(recording, 'missing');
    const damage = damageOf(recording.media, stat);
    if (damage !== undefined) throw await this.#refusal(recording, damage);
    this.#queue.add({
      key: recording.id,
      stat,
      onRead: (found) => this.#compare(recording, found),
      onFailure: (error) => {
        this.#observer.checked?.('unreadable', recording.id);
        this.#observer.failed?.(recording, error);
      },
    });
    const isChanged =
      recording.damage?.kind === 'changed' || this.#queue.foundBad(recording.id, stat);
    if (isChanged) throw await this.#refusal(recording, 'changed');
    return stat;
  }

  /** The audio itself. @throws TricordError as {@link admit} does. */
  async open(recording: RecordingWithMedia, range?: ByteRange): Promise<Readable> {
    let stream: Readable | undefined;
    try {
      stream = await this.#media.read(recording.id, range);
    } catch (error) {
      throw this.unreadable(recording, error);
    }
    if (stream === undefined) throw await this.#refusal(recording, 'missing');
    return stream;
  }

  /** As {@link open}, but opened on the first read. */
  async *read(recording: RecordingWithMedia, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const stream = await this.open(recording, range);
    try {
      yield* stream;
    } catch (error) {
      throw this.unreadable(recording, error);
    }
  }

  /**
   * Compares the source of a conversion with what was recorded; the rest of the audio is read if necessary.
   * @param read has digested the first part of the audio, or all of it.
   * @throws TricordError `media-unreadable`; `recording-not-found` when it was deleted meanwhile.
   */
  async confirm(recording: RecordingWithMedia, read: Digest): Promise<void> {
    const { bytes } = recording.media;
    if (read.bytes < bytes) {
      const rest = this.read(recording, { start: read.bytes, end: bytes - 1 });
      for await (const _part of read.through(rest));
    }
    const damage = damageOf(recording.media, read.result());
    if (damage !== undefined) throw await this.#refusal(recording, damage);
  }

  /** The error for audio that the store fails to read. */
  unreadable(recording: Recording, cause: unknown): TricordError {
    this.#observer.refused?.('unreadable');
    this.#observer.failed?.(recording, cause);
    return mediaUnreadable(recording.id, { cause });
  }

  /** Compares the checksum of other stored bytes in the background. */
  watch(key: string, stat: MediaStat, expected: StoredMedia, onDamage: () => Promise<void>): void {
    this.#queue.add({
      key,
      stat,
      onRead: async (found) => {
        const damage = damageOf(expected, found);
        this.#observer.checked?.(damage ?? 'sound', key);
        if (damage !== undefined) await onDamage();
        return damage === undefined;
      },
      onFailure: () => this.#observer.checked?.('unreadable', key),
    });
  }

  /** Resolves once no comparison is pending. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Aborts the comparisons. Idempotent. */
  close(): Promise<void> {
    return this.#queue.close();
  }

  async #stat(recording: Recording): Promise<MediaStat | undefined> {
    try {
      return await this.#media.stat(recording.id);
    } catch (error) {
      throw this.unreadable(recording, error);
    }
  }

  /** @returns whether the audio is intact. */
  async #compare(recording: RecordingWithMedia, found: StoredMedia | undefined): Promise<boolean> {
    const damage = damageOf(recording.media, found);
    if (await this.#note(recording, damage)) {
      this.#observer.checked?.(damage ?? 'sound', recording.id);
    }
    return damage === undefined;
  }

  async #refusal(recording: RecordingWithMedia, damage: MediaDamage): Promise<Error> {
    if (damage !== recording.damage?.kind) this.#queue.forget(recording.id);
    if (!(await this.#note(recording, damage))) return recordingNotFound();
    this.#observer.refused?.(damage);
    return mediaUnreadable(recording.id, { damage });
  }

  /**
   * Saves with the recording what is wrong with its audio, or that it is intact again. Never rejects.
   * @returns whether the recording still exists: if it was deleted meanwhile, missing audio is no damage.
   */
  async #note(recording: RecordingWithMedia, kind: MediaDamage | undefined): Promise<boolean> {
    const { accountId, id } = recording;
    try {
      const known = await this.#recordings.get(accountId, id);
      if (known === undefined) return false;
      if (known.damage?.kind === kind) return true;
      const damage = kind && { kind, noticedAt: this.#clock.now() };
      const noted = await this.#recordings.update(accountId, id, ({ damage: _before, ...rest }) =>
        damage === undefined ? rest : { ...rest, damage },
      );
      if (noted !== undefined && kind !== undefined) this.#observer.noticed?.(noted, kind);
      if (noted !== undefined && kind === undefined) this.#observer.recovered?.(noted);
    } catch (error) {
      this.#observer.failed?.(recording, error);
    }
    return true;
  }
}
