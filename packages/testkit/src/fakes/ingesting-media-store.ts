import { readFile, rm } from 'node:fs/promises';
import type { StoredMedia } from '@tricord/core';
import { MemoryMediaStore } from './memory-media-store.ts';

/** A media store in memory that takes over files like a real store: ingested files are removed from the disk. */
export class IngestingMediaStore extends MemoryMediaStore {
  /** The result of {@link freeBytes}. */
  free: number | undefined;

  /** @param free bytes; unknown by default */
  constructor(free?: number) {
    super();
    this.free = free;
  }

  override async freeBytes(): Promise<number | undefined> {
    return this.free;
  }

  override async ingest(key: string, path: string): Promise<StoredMedia> {
    const stored = this.put(key, await readFile(path));
    await rm(path);
    return stored;
  }
}
