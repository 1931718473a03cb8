import {
  type ByteRange,
  damageOf,
  isLive,
  type MediaHandle,
  mediaUnreadable,
  type Recording,
  type Rendition,
  type Renditions,
  TricordError,
} from '@tricord/core';
import type { MemoryMediaStore } from './memory-media-store.ts';

/** Serves the stored audio whatever rendition is requested, within the rules of the port. */
export class StoredRenditions implements Renditions {
  readonly #media: MemoryMediaStore;

  constructor(media: MemoryMediaStore) {
    this.#media = media;
  }

  open(recording: Recording, rendition: Rendition): Promise<MediaHandle> {
    return this.#open(recording, rendition);
  }

  /** Always ready. */
  async follow(recording: Recording, rendition: Rendition): Promise<undefined> {
    await this.#open(recording, rendition);
  }

  async forget(recordingId: string): Promise<void> {
    await this.#media.delete(recordingId);
  }

  async #open(recording: Recording, rendition: Rendition): Promise<MediaHandle> {
    if (recording.media === undefined || isLive(recording)) {
      throw new TricordError('media-not-ready', `Recording ${recording.id} has no audio yet`);
    }
    if (rendition.channels === 2 && recording.media.channels === 1) {
      throw new TricordError('invalid-argument', 'A mono recording has one channel', {
        details: { parameter: 'channels' },
      });
    }
    const stat = await this.#media.stat(recording.id);
    const known = recording.damage?.kind === 'changed' ? 'changed' : undefined;
    const damage = damageOf(recording.media, stat) ?? known;
    if (stat === undefined || damage !== undefined) {
      throw mediaUnreadable(recording.id, { damage });
    }
    return {
      ...stat,
      etag: `${recording.media.sha256}.${rendition.container}`,
      read: async (range?: ByteRange) => {
        const stream = await this.#media.read(recording.id, range);
        if (stream === undefined) throw mediaUnreadable(recording.id);
        return stream;
      },
    };
  }
}
