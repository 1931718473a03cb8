import { type FileHandle, open } from 'node:fs/promises';
import { openRegularFile } from '../files/regular-file.ts';
import {
  decodeLedger,
  encodeLedger,
  LEDGER_ENTRY_BYTES,
  type LedgerEntry,
} from './ledger-format.ts';

/** Space for 3000 recordings, reserved in advance: the ledger matters most when the disk is full. */
const RESERVED_BYTES = 3000 * LEDGER_ENTRY_BYTES;

/**
 * How much audio each live recording has received, and in which format, written several times a second. After
 * a crash it shows how much never reached the live files, to within the interval of the writes, and the format of
 * a live file whose header did not reach the disk.
 */
export class Ledger {
  readonly #handle: FileHandle;
  #writing: Promise<void> | undefined;
  #entries = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /**
   * Creates an empty ledger; one that an earlier process left at `path` is replaced.
   * @throws UnusableFileError when something else is in its place.
   */
  static async open(path: string): Promise<Ledger> {
    const earlier = await openRegularFile(path, 'read-write');
    const handle = earlier ?? (await open(path, 'wx', 0o600));
    try {
      await handle.truncate();
      await handle.write(Buffer.alloc(RESERVED_BYTES), 0, RESERVED_BYTES, 0);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new Ledger(handle);
  }

  /**
   * The entries of the ledger at `path`, by recording. Empty if there is none.
   * @throws UnusableFileError when something else is in its place; UnknownLedgerError.
   */
  static async read(path: string): Promise<ReadonlyMap<string, LedgerEntry>> {
    const handle = await openRegularFile(path, 'read');
    try {
      return decodeLedger((await handle?.readFile()) ?? Buffer.alloc(0));
    } finally {
      await handle?.close();
    }
  }

  /** Replaces the entries. Skipped while an earlier write is under way. */
  write(entries: ReadonlyMap<string, LedgerEntry>): Promise<void> {
    if (this.#writing !== undefined) return this.#writing;
    if (entries.size === 0 && this.#entries === 0) return Promise.resolve();
    this.#entries = entries.size;
    const bytes = encodeLedger(entries);
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
