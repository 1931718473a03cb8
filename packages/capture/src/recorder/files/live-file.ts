import { open, rename, rm } from 'node:fs/promises';
import { pcm16ToBytes, WAV_HEADER_BYTES } from '@tricord/audio';
import { dropStart } from './drop-start.ts';
import { type LiveFormat, liveHeader, liveHeaderBytes } from './live-format.ts';
import { after, MAX_PENDING_BYTES, PendingAudio } from './pending-audio.ts';
import { requireNothing, UnusableFileError } from './regular-file.ts';
import { requireInPlace, requireLength } from './require-intact.ts';
import type { WritableFile } from './writable-file.ts';

/** RIFF sizes have 32 bits. */
const MAX_DATA_BYTES = 0xffff_ffff - WAV_HEADER_BYTES;

export interface LiveFileOptions {
  /** Creates the file, which must not exist. */
  readonly create?: (path: string) => Promise<WritableFile>;
  /** Maximum audio in the file, bytes; default: the limit of WAV. */
  readonly maxDataBytes?: number;
}

/**
 * The file of a live recording: a valid WAV after each flush. Data is written first and the header with its
 * length afterwards, so that whenever a crash happens, the file is a complete recording up to the last flush.
 *
 * Audio may be appended from the start, while {@link open} is still under way. Only one write is
 * under way at a time. Audio that arrives meanwhile waits, up to {@link MAX_PENDING_BYTES}; beyond that it
 * is replaced by silence of the same length.
 */
export class LiveFile {
  #path: string;
  readonly #createFile: (path: string) => Promise<WritableFile>;
  readonly #maxDataBytes: number;
  #handle: WritableFile | undefined;
  #opening: Promise<void> = Promise.resolve();
  #format: LiveFormat = { sampleRateHz: 8000, channels: 1 };
  readonly #pending = new PendingAudio();
  /** Bytes of audio according to the header. */
  #flushedBytes = 0;
  #appendedBytes = 0;
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  #dirty = false;
  /** Whether this object created the file: an existing one is not touched. */
  #isCreated = false;
  #isDiscarded = false;
  /** Whether the header on disk has an outdated format. */
  #isHeaderStale = false;

  /** @param path of the file, which must not exist yet. */
  constructor(path: string, options: LiveFileOptions = {}) {
    this.#path = path;
    this.#createFile = options.create ?? ((at) => open(at, 'wx', 0o600));
    this.#maxDataBytes = options.maxDataBytes ?? MAX_DATA_BYTES;
  }

  get path(): string {
    return this.#path;
  }

  /** Whether the file exists: not if {@link open} failed, or has not created it yet. */
  get isCreated(): boolean {
    return this.#isCreated;
  }

  /**
   * Renames the file, which is being created or is open.
   * @throws UnusableFileError when that name exists; the file keeps its name.
   */
  moveTo(path: string): Promise<void> {
    this.#opening = this.#opening.then(async () => {
      if (this.#isDiscarded) throw new Error(`${this.#path} is discarded`);
      await requireNothing(path);
      await rename(this.#path, path);
      this.#path = path;
    });
    return this.#opening;
  }

  /**
   * Creates the file and writes its header.
   * @throws UnusableFileError when that name exists.
   */
  open(): Promise<void> {
    this.#opening = this.#create();
    return this.#opening;
  }

  /** Sets the format, before the first {@link append}. */
  setFormat(format: LiveFormat): void {
    this.#format = format;
    this.#isHeaderStale = true;
  }

  /** Bytes of audio taken so far, written or not. */
  get appendedBytes(): number {
    return this.#appendedBytes;
  }

  /** Whether a WAV file can hold no more. */
  get isFull(): boolean {
    return this.#appendedBytes > this.#maxDataBytes - 2 * MAX_PENDING_BYTES;
  }

  /**
   * Adds audio, to be written at the next flush. `samples` must not change afterwards. Silence uses no memory.
   * @returns whether there was room; if not, silence replaces it.
   */
  append(samples: Int16Array): boolean {
    const bytes = pcm16ToBytes(samples);
    this.#appendedBytes += bytes.length;
    if (samples.some((sample) => sample !== 0)) return this.#pending.add(bytes);
    this.#pending.addSilence(bytes.length);
    return true;
  }

  /**
   * Writes pending audio. A call during another write waits for that one.
   * @throws UnusableFileError when the file was truncated: a write would hide that.
   */
  flush(): Promise<void> {
    if (this.#writing !== undefined) return this.#writing;
    const handle = this.#handle;
    if (this.#pending.isEmpty || handle === undefined) return Promise.resolve();
    this.#writing = this.#write(handle).finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /**
   * Syncs flushed audio to disk, so that it survives a power cut, and checks that the file is in place, even if nothing
   * was flushed since the last sync. A call during another sync waits for that one.
   * @throws UnusableFileError when the file was removed or replaced.
   */
  sync(): Promise<void> {
    if (this.#syncing !== undefined) return this.#syncing;
    if (this.#handle === undefined) return Promise.resolve();
    const synced = this.#dirty ? this.#handle.datasync() : Promise.resolve();
    this.#dirty = false;
    this.#syncing = synced
      .then(() => this.requireInPlace())
      .finally(() => {
        this.#syncing = undefined;
      });
    return this.#syncing;
  }

  /**
   * Writes everything, makes it durable and closes the file.
   * @param keptBytes length of the audio to keep.
   */
  async finish(keptBytes = this.#appendedBytes): Promise<void> {
    await this.#opening;
    const handle = this.#handle;
    if (handle === undefined) throw new Error(`${this.path} was never opened`);
    while (this.#writing !== undefined || !this.#pending.isEmpty) await this.flush();
    await requireLength(handle, this.#writtenBytes);
    await this.requireInPlace();
    if (keptBytes < this.#flushedBytes) {
      this.#flushedBytes = keptBytes;
      await handle.truncate(liveHeaderBytes(this.#format) + keptBytes);
    }
    await this.#writeHeader(handle);
    await handle.sync();
    await this.close();
  }

  /** Drops this many bytes of audio from the start of a finished file. */
  async dropStart(bytes: number): Promise<void> {
    await dropStart(this.path, this.#format, { from: bytes, to: this.#flushedBytes });
  }

  /**
   * Makes sure that {@link path} still is this file, if it is open.
   * @throws UnusableFileError when it was removed or replaced.
   */
  async requireInPlace(): Promise<void> {
    const opening = this.#opening;
    await opening.catch(() => undefined);
    const handle = this.#handle;
    if (handle === undefined) return;
    try {
      await requireInPlace(handle, this.#path);
    } catch (error) {
      if (this.#opening === opening) throw error;
      // It was renamed in the meantime.
      await this.requireInPlace();
    }
  }

  /** Closes the file as it is. Idempotent. */
  async close(): Promise<void> {
    await this.#opening.catch(() => undefined);
    const handle = this.#handle;
    this.#handle = undefined;
    await this.#writing?.catch(() => undefined);
    await this.#syncing?.catch(() => undefined);
    await handle?.close();
  }

  /** Deletes the file and closes it. If something else is in its place, that is left alone. */
  async discard(): Promise<void> {
    this.#isDiscarded = true;
    try {
      // Also waits for another name that it is about to get.
      await this.requireInPlace();
      if (this.#isCreated) await rm(this.path, { force: true });
    } catch (error) {
      if (!(error instanceof UnusableFileError)) throw error;
    } finally {
      this.#isCreated = false;
      await this.close();
    }
  }

  async #create(): Promise<void> {
    await requireNothing(this.#path);
    this.#handle = await this.#createFile(this.#path);
    this.#isCreated = true;
    await this.#writeHeader(this.#handle);
  }

  /** The length of the file after the last flush. */
  get #writtenBytes(): number {
    return this.#flushedBytes === 0 ? 0 : liveHeaderBytes(this.#format) + this.#flushedBytes;
  }

  async #write(handle: WritableFile): Promise<void> {
    const batch = this.#pending.take();
    await requireLength(handle, this.#writtenBytes);
    this.#dirty = true;
    if (this.#isHeaderStale) await this.#writeHeader(handle);
    const headerBytes = liveHeaderBytes(this.#format);
    for (const buffers of batch) {
      let rest = buffers;
      while (rest.length > 0) {
        const position = headerBytes + this.#flushedBytes;
        const { bytesWritten } = await handle.writev(rest, position);
        this.#flushedBytes += bytesWritten;
        rest = after(rest, bytesWritten);
      }
    }
    await this.#writeHeader(handle);
  }

  async #writeHeader(handle: WritableFile): Promise<void> {
    const header = liveHeader(this.#format, this.#flushedBytes);
    await handle.write(header, 0, header.length, 0);
    this.#isHeaderStale = false;
  }
}
