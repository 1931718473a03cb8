import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import {
  type ActingCore,
  callStartedAt,
  isTricordError,
  openMedia,
  type Recording,
} from '@tricord/core';
import { ZipFile } from 'yazl';
import { type ExportedFile, exportChecksums, exportManifest } from './export-manifest.ts';

export interface ExportOptions {
  readonly accountId: string;
  readonly recordingIds: readonly string[];
  readonly format: 'wav' | 'mp3';
}

/** Readable by its owner. */
const MODE = 0o100600;
/** What keeps a recording out of an export, but not the others. */
const PROBLEMS = ['recording-not-found', 'media-not-ready', 'media-unreadable'] as const;

/** Writes recordings into a zip file, one after the other, as fast as it is read. */
export class RecordingExport {
  /** The zip file. Whoever destroys it ends the export. */
  readonly output: Readable;
  readonly #core: ActingCore;
  readonly #options: ExportOptions;
  readonly #zip = new ZipFile();
  readonly #files: ExportedFile[] = [];
  #failure: unknown;

  constructor(core: ActingCore, options: ExportOptions) {
    this.#core = core;
    this.#options = options;
    // It is a PassThrough.
    this.output = this.#zip.outputStream as Readable;
    this.#zip.on('error', (error) => {
      this.#failure = error;
      this.output.destroy(error as Error);
    });
  }

  /**
   * Resolves when everything is written, or the output is destroyed.
   * @throws what a recording's audio fails with midway; then the output is destroyed, too.
   */
  async run(): Promise<void> {
    const { accountId, recordingIds } = this.#options;
    try {
      for (const recordingId of recordingIds) {
        if (this.output.destroyed) return;
        this.#files.push({ recordingId, ...(await this.#add(recordingId)) });
      }
      await this.#list('manifest.csv', exportManifest(this.#core, accountId, this.#files));
      await this.#list('SHA256SUMS', exportChecksums(this.#files));
      this.#zip.end();
    } catch (error) {
      if (this.#failure !== undefined)
        throw new Error('the export broke off', { cause: this.#failure });
      if (this.output.destroyed) return;
      this.output.destroy(error as Error);
      throw error;
    }
  }

  async #add(recordingId: string): Promise<Omit<ExportedFile, 'recordingId'>> {
    const { accountId, format } = this.#options;
    const rendition = { container: format, encoding: 'pcm16' } as const;
    const opened = await openMedia(this.#core, accountId, { id: recordingId }, rendition)
      .then(async ({ recording, media }) => ({ recording, media, source: await media.read() }))
      .catch((error: unknown) => {
        const problem = PROBLEMS.find((code) => isTricordError(error, code));
        if (problem === undefined) throw error;
        return problem;
      });
    if (typeof opened === 'string') return { problem: opened };
    const { recording, media, source } = opened;
    const path = pathOf(recording, format);
    const mtime = new Date(callStartedAt(recording));
    const file = { path, ...(await this.#write(path, source, { size: media.bytes, mtime })) };
    const isChanged = format === 'wav' && file.sha256 !== recording.media?.sha256;
    return { file, ...(isChanged ? { problem: 'checksum-mismatch' } : {}) };
  }

  /** Adds a text whose length is not known beforehand. */
  async #list(path: string, text: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    await this.#write(path, Readable.from(text), { mtime: new Date(this.#core.clock.now()) });
  }

  /** Resolves once all of the source is in the zip file. */
  async #write(
    path: string,
    source: Readable,
    options: { size?: number; mtime: Date },
  ): Promise<{ bytes: number; sha256: string }> {
    if (this.output.destroyed) {
      source.destroy();
      throw new Error('Nobody reads the export any more');
    }
    const hash = createHash('sha256');
    let bytes = 0;
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    const stop = () => hashed.destroy();
    this.output.once('close', stop);
    // Audio hardly gets smaller, and compressing it would take time from recording.
    this.#zip.addReadStream(hashed, path, { ...options, mode: MODE, compress: false });
    try {
      await Promise.all([pipeline(source, hashed), finished(hashed)]);
    } finally {
      this.output.off('close', stop);
    }
    return { bytes, sha256: hash.digest('hex') };
  }
}

/** Made of what is ours alone: a client's text never becomes a path. */
function pathOf(recording: Recording, format: string): string {
  const started = new Date(callStartedAt(recording)).toISOString().replace(/[-:]|\.\d+/g, '');
  return `recordings/${started}_${recording.id}.${format}`;
}
