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
  /** For files on their way; emptied. Best on the media store's file system. */
  readonly folder: string;
  readonly media: MediaStore;
  readonly clock: Clock;
  /** Files are refused while there would be less free space left. */
  readonly minFreeBytes: number;
  /** Most bytes of audio, as it is stored, that a file may hold. */
  readonly maxAudioBytes?: number;
}

/** The built worker: the same file whether this one runs from `src` or from `dist`. */
const WORKER = new URL('../../dist/imports/import-worker.js', import.meta.url).href;
/** A thread that has had nothing to do for so long ends. */
const IDLE_TIMEOUT_MS = 30_000;
/** Files that are kept aside at once. */
const MAX_FILES = 16;
/** 18 hours of a telephone call. What an MP3 decodes to, nobody knows before. */
const MAX_AUDIO_BYTES = 1024 ** 3;
/** A file that keeps its decoder busy for longer is given up, and the thread with it. */
const PATIENCE_MS = 10 * 60 * 1000;

/**
 * Takes in audio files: bytes go to a folder as they come, and are decoded in a worker thread, one file at a
 * time, with nothing held in memory but a piece of it.
 */
export class AudioFileImports implements AudioImports {
  readonly #options: AudioFileImportsOptions;
  readonly #threads: Piscina;
  /** Decodes one file at a time, so that the time limit of a file does not include its wait. */
  readonly #decoding = pLimit(1);
  #closed = false;
  #files = 0;

  private constructor(options: AudioFileImportsOptions, threads: Piscina) {
    this.#options = options;
    this.#threads = threads;
  }

  /** Clears away what a crash left in the folder. The thread starts with the first file. */
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
      await this.#requireRoom();
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

  /** Gives up what is being decoded, and what waits for it. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#threads.destroy();
  }

  async #store(path: string, key: string): Promise<CapturedMedia> {
    await this.#requireRoom();
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
    if (this.#closed) throw new TricordError('recorder-unavailable', 'No files are taken any more');
    const abort = new AbortController();
    const timer = this.#options.clock.after(PATIENCE_MS, () => abort.abort());
    try {
      return await this.#threads.run(task, { name: 'importFile', signal: abort.signal });
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return { kind: 'unreadable', message: 'The audio takes too long to decode' };
    } finally {
      timer.cancel();
    }
  }

  /** There must be room for the most that the files can become, which live recordings are not to pay for. */
  async #requireRoom(): Promise<void> {
    const { media, minFreeBytes } = this.#options;
    const free = await media.freeBytes();
    if (free !== undefined && free < minFreeBytes + this.#files * MAX_AUDIO_BYTES) {
      throw new TricordError('recorder-full', 'There is no room for another file');
    }
  }

  async #forget(path: string): Promise<void> {
    this.#files -= 1;
    await rm(path, { force: true });
  }
}
