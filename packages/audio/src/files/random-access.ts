/** A file that can be read at any position. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** Reads `length` bytes; fewer only where the file ends. */
  read(position: number, length: number): Promise<Uint8Array>;
}

const PIECE_BYTES = 64 * 1024;

/** The bytes from `start` up to (not including) `end`, in pieces. */
export async function* piecesOf(
  file: RandomAccess,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await file.read(at, Math.min(PIECE_BYTES, end - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

/** The same bytes as a view. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The bytes as Latin-1 text. */
export function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
