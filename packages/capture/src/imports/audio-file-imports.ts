import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type AudioImports,
  type CapturedMedia,
  type Clock,
  type MediaStore,
  type ReceivedAudio,
  TricordError,
} from '@tricord/core';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type { ImportResult, ImportTask } from './import-task.ts';

export interface AudioFileImportsOptions {
  /** Temporary folder for uploads; emptied on opening. Best on the media store's file system. */
  readonly folder: string;
  readonly media: MediaStore;
  readonly clock: Clock;
  /** Free space to preserve: files that could use it are rejected. */
  readonly minFreeBytes: number;
  /** Maximum size of a file's decoded audio. */
  readonly maxAudioBytes?: number;
}

/** Always the built worker, whether this file runs from `src` or from `dist`. */
const WORKER = new URL('../../dist/imports/import-worker.js', import.meta.url).href;
/** How long the idle worker thread lives. */
const IDLE_TIMEOUT_MS = 30_000;
/** Maximum number of received files that are not yet discarded. */
const MAX_FILES = 16;
/** 18 hours of a telephone call. The decoded size of an MP3 file is not known in advance. */
const MAX_AUDIO_BYTES = 1024 ** 3;
/** A file that takes longer to decode is abandoned, and its thread is terminated. */
const DECODE_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Imports audio files: uploads are streamed to a folder and decoded in a worker thread, one file at a time,
 * in chunks, so that no file is held in memory.
 */
export class AudioFileImports implements AudioImports {
  readonly #options: AudioFileImportsOptions;
  readonly #threads: Piscina;
  /** Decodes one file after another, so that a file's timeout does not run while it waits. */
  readonly #decoding = pLimit(1);
  #closed = false;
  #files = 0;

  private constructor(options: AudioFileImportsOptions, threads: Piscina) {
    this.#options = options;
    this.#threads = threads;
  }

  /** Removes what a crash left in the folder. The thread starts with the first file. */
  static async open(options: AudioFileImportsOptions): Promise<AudioFileImports> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const threads = new Piscina({
      filename: WORKER,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_TIMEOUT_MS,
    });
    return new AudioFileImports(options, threads);
  }

  async receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedAudio> {
    if (this.#files >= MAX_FILES) throw new TricordError('busy', 'Too many files at once');
    this.#files += 1;
    const path = join(this.#options.folder, randomUUID());
    try {
      await this.#requireSpace();
      await pipeline(source, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await this.#forget(path);
      throw error;
    }
    let forgotten: Promise<void> | undefined;
    return {
      store: (key) => this.#store(path, key),
      discard: () => {
        forgotten ??= this.#forget(path);
        return forgotten;
      },
    };
  }

  /** Abandons the file being decoded and the files that wait for it. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#threads.destroy();
  }

  async #store(path: string, key: string): Promise<CapturedMedia> {
    await this.#requireSpace();
    const to = `${path}.wav`;
    try {
      const { maxAudioBytes: maxBytes = MAX_AUDIO_BYTES } = this.#options;
      const result = await this.#decoding(() => this.#decode({ from: path, to, maxBytes }));
      if (result.kind === 'unreadable') {
        throw new TricordError('invalid-argument', result.message, {
          details: { parameter: 'audio' },
        });
      }
      const { sampleRateHz, channels, frames } = result;
      const stored = await this.#options.media.ingest(key, to);
      const durationMs = (frames / sampleRateHz) * 1000;
      return { durationMs, sampleRateHz, channels, gaps: [], ...stored };
    } finally {
      await rm(to, { force: true });
    }
  }

  async #decode(task: ImportTask): Promise<ImportResult> {
    if (this.#closed) throw new TricordError('recorder-unavailable', 'No more files are accepted');
    const abort = new AbortController();
    const timer = this.#options.clock.after(DECODE_TIMEOUT_MS, () => abort.abort());
    try {
      return await this.#threads.run(task, { name: 'importFile', signal: abort.signal });
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return { kind: 'unreadable', message: 'The audio takes too long to decode' };
    } finally {
      timer.cancel();
    }
  }

  /** Requires space for the maximum size of all received files, so that none is taken from live recordings. */
  async #requireSpace(): Promise<void> {
    const { media, minFreeBytes } = this.#options;
    const free = await media.freeBytes();
    if (free !== undefined && free < minFreeBytes + this.#files * MAX_AUDIO_BYTES) {
      throw new TricordError('recorder-full', 'There is no space for another file');
    }
  }

  async #forget(path: string): Promise<void> {
    this.#files -= 1;
    await rm(path, { force: true });
  }
}
