import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import { oneChunk } from '../backup/one-chunk.ts';

export const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

/** The id of the n-th recording. */
export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A recording without audio, or with what the store has said of it. */
export function recordingOf(n: number, change: Partial<Recording> = {}): Recording {
  return {
    id: idOf(n),
    accountId: ACCOUNT,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: idOf(9000) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: n,
    updatedAt: n,
    pausedMs: 0,
    skippedMs: 0,
    ...change,
  };
}

/** A data folder that is in use, as a gateway has it. The caller closes it. */
export class UsedFolder {
  readonly dataDir: string;
  readonly catalog: SqliteCatalog;
  readonly media: FilesMediaStore;

  private constructor(dataDir: string, catalog: SqliteCatalog, media: FilesMediaStore) {
    this.dataDir = dataDir;
    this.catalog = catalog;
    this.media = media;
  }

  static async open(dataDir: string): Promise<UsedFolder> {
    const catalog = await SqliteCatalog.open({ path: join(dataDir, 'catalog.db') });
    const media = await FilesMediaStore.open({ folder: join(dataDir, 'media') });
    return new UsedFolder(dataDir, catalog, media);
  }

  /** Stores the n-th recording, with audio of its own. */
  async store(n: number, bytes = 1000): Promise<void> {
    const audio = Buffer.alloc(bytes, n);
    audio.writeUInt32LE(n);
    const stored = await this.media.write(idOf(n), oneChunk(audio));
    const media = { durationMs: 1, sampleRateHz: 8000, channels: 1 as const, gaps: [], ...stored };
    await this.catalog.recordings.insert(recordingOf(n, { media }));
  }

  /** Deletes it as retention does: first from the catalog. */
  async delete(n: number): Promise<void> {
    await this.catalog.recordings.remove(ACCOUNT, idOf(n), []);
    await this.media.delete(idOf(n));
  }

  close(): Promise<void> {
    return this.catalog.close();
  }
}
