import { type FileHandle, open, readFile } from 'node:fs/promises';
import { uuidFromBytes, uuidToBytes } from '../../uuid-bytes.ts';

/** A UUID and a length in milliseconds (IEEE 754 double, little-endian). */
const ENTRY_BYTES = 24;
const COUNT_BYTES = 4;
/** Room for 2700 recordings, taken beforehand: the ledger is wanted most when the disk is full. */
const RESERVED_BYTES = 64 * 1024;

/**
 * How much audio each live recording has received, written several times a second. After a crash it tells
 * how much of that never reached the live files: the exact loss, to the interval of the writes.
 */
export class Ledger {
  readonly #handle: FileHandle;
  #writing: Promise<void> | undefined;
  #entries = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Begins an empty ledger; what an earlier process left at `path` is gone. */
  static async open(path: string): Promise<Ledger> {
    const handle = await open(path, 'w', 0o600);
    try {
      await handle.write(Buffer.alloc(RESERVED_BYTES), 0, RESERVED_BYTES, 0);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new Ledger(handle);
  }

  /** What the ledger at `path` says: milliseconds received, by recording. Empty when there is none. */
  static async read(path: string): Promise<ReadonlyMap<string, number>> {
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const received = new Map<string, number>();
    if (bytes.length < COUNT_BYTES) return received;
    const whole = Math.floor((bytes.length - COUNT_BYTES) / ENTRY_BYTES);
    const count = Math.min(bytes.readUInt32LE(0), whole);
    for (let at = COUNT_BYTES; at < COUNT_BYTES + count * ENTRY_BYTES; at += ENTRY_BYTES) {
      received.set(uuidFromBytes(bytes.subarray(at, at + 16)), bytes.readDoubleLE(at + 16));
    }
    return received;
  }

  /** Replaces what the ledger says. Left out while an earlier write is under way. */
  write(received: ReadonlyMap<string, number>): Promise<void> {
    if (this.#writing !== undefined) return this.#writing;
    if (received.size === 0 && this.#entries === 0) return Promise.resolve();
    this.#entries = received.size;
    const bytes = Buffer.allocUnsafe(COUNT_BYTES + received.size * ENTRY_BYTES);
    bytes.writeUInt32LE(received.size, 0);
    let at = COUNT_BYTES;
    for (const [id, lengthMs] of received) {
      bytes.set(uuidToBytes(id), at);
      bytes.writeDoubleLE(lengthMs, at + 16);
      at += ENTRY_BYTES;
    }
    this.#writing = this.#handle
      .write(bytes, 0, bytes.length, 0)
      .then(() => undefined)
      .finally(() => {
        this.#writing = undefined;
      });
    return this.#writing;
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await this.#writing?.catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.#handle.close();
  }
}
