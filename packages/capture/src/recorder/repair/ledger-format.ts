import { uuidFromBytes } from '../../uuid-bytes.ts';

/** The ledger's entry for one live recording. */
export interface LedgerEntry {
  /** Audio received, written or not, without what a stop trimmed, milliseconds. */
  readonly receivedMs: number;
  /** Undefined until its first audio. */
  readonly sampleRateHz?: number | undefined;
  /** Undefined in a ledger of an earlier version. */
  readonly channels?: 1 | 2 | undefined;
}

/**
 * Version 2, little-endian: a head of 32 bytes (magic, version, number of entries), then 32 bytes for each
 * recording: its UUID, the length received (IEEE 754 double), the sample rate (24 bits) with the channels (8 bits),
 * and a check over all of them. No entry crosses a disk sector boundary, so that a power cut leaves each with its
 * old or new content; the check detects entries that are torn anyway.
 */
const MAGIC = Buffer.from('TriLedgr');
const VERSION = 2;
export const LEDGER_ENTRY_BYTES = 32;

/** The head of version 1 was just the number of entries; it had no formats and no check. */
const EARLIER_COUNT_BYTES = 4;
const EARLIER_ENTRY_BYTES = 24;

/** The ledger has an unknown version. */
export class UnknownLedgerError extends Error {
  override readonly name = 'UnknownLedgerError';
}

export function encodeLedger(entries: ReadonlyMap<string, LedgerEntry>): Buffer {
  const bytes = Buffer.alloc(LEDGER_ENTRY_BYTES * (1 + entries.size));
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(VERSION, 8);
  bytes.writeUInt32LE(entries.size, 12);
  let at = LEDGER_ENTRY_BYTES;
  for (const [id, { receivedMs, sampleRateHz = 0, channels = 0 }] of entries) {
    bytes.write(id.replaceAll('-', ''), at, 'hex');
    bytes.writeDoubleLE(receivedMs, at + 16);
    bytes.writeUIntLE(sampleRateHz, at + 24, 3);
    bytes.writeUInt8(channels, at + 27);
    bytes.writeUInt32LE(checkOf(bytes, at), at + 28);
    at += LEDGER_ENTRY_BYTES;
  }
  return bytes;
}

/**
 * Entries by recording, of this version or an earlier one, without damaged ones.
 * @throws UnknownLedgerError.
 */
export function decodeLedger(bytes: Buffer): ReadonlyMap<string, LedgerEntry> {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return decodeEarlier(bytes);
  const version = bytes.length < LEDGER_ENTRY_BYTES ? 0 : bytes.readUInt32LE(8);
  if (version !== VERSION) throw new UnknownLedgerError(`a ledger of version ${version}`);
  const entries = new Map<string, LedgerEntry>();
  const end = Math.min(bytes.length, LEDGER_ENTRY_BYTES * (1 + bytes.readUInt32LE(12)));
  for (let at = LEDGER_ENTRY_BYTES; at + LEDGER_ENTRY_BYTES <= end; at += LEDGER_ENTRY_BYTES) {
    if (bytes.readUInt32LE(at + 28) !== checkOf(bytes, at)) continue;
    const [rate, channels] = [bytes.readUIntLE(at + 24, 3), bytes.readUInt8(at + 27)];
    entries.set(uuidFromBytes(bytes.subarray(at, at + 16)), {
      receivedMs: bytes.readDoubleLE(at + 16),
      ...(rate === 0 ? {} : { sampleRateHz: rate }),
      ...(channels === 1 || channels === 2 ? { channels } : {}),
    });
  }
  return entries;
}

function decodeEarlier(bytes: Buffer): ReadonlyMap<string, LedgerEntry> {
  const entries = new Map<string, LedgerEntry>();
  const count = bytes.length < EARLIER_COUNT_BYTES ? 0 : bytes.readUInt32LE(0);
  const whole = Math.floor((bytes.length - EARLIER_COUNT_BYTES) / EARLIER_ENTRY_BYTES);
  for (let n = 0; n < Math.min(count, whole); n += 1) {
    const at = EARLIER_COUNT_BYTES + n * EARLIER_ENTRY_BYTES;
    const receivedMs = bytes.readDoubleLE(at + 16);
    if (receivedMs >= 0 && receivedMs < Number.MAX_SAFE_INTEGER) {
      entries.set(uuidFromBytes(bytes.subarray(at, at + 16)), { receivedMs });
    }
  }
  return entries;
}

/** FNV-1a over the seven words of an entry: cheap enough for ten times a second. */
function checkOf(bytes: Buffer, at: number): number {
  let hash = 0x811c9dc5;
  for (let word = at; word < at + 28; word += 4) {
    hash = Math.imul(hash ^ bytes.readUInt32LE(word), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
