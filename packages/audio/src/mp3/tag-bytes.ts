/** Enough bytes to recognize a tag. */
export const TAG_HEAD_BYTES = 32;

/** "APETAGEX" */
const APE = [0x41, 0x50, 0x45, 0x54, 0x41, 0x47, 0x45, 0x58];

/** Length of the tag that begins at `at`: ID3v2 or APE; 0: none. A file may have several, at any place. */
export function tagBytes(bytes: Uint8Array, at: number): number {
  const head = () => bytes.subarray(at, at + TAG_HEAD_BYTES);
  if (bytes[at] === 0x49) return id3Bytes(head());
  return bytes[at] === APE[0] ? apeBytes(head()) : 0;
}

/** ID3v2 (id3.org, ID3v2.4.0, 3.1). */
function id3Bytes([i, d, three, version, revision, flags = 0, ...rest]: Uint8Array): number {
  if (i !== 0x49 || d !== 0x44 || three !== 0x33 || rest.length < 4) return 0;
  const size = rest.slice(0, 4);
  // Seven bits per byte.
  if (version === 0xff || revision === 0xff || size.some((byte) => byte > 0x7f)) return 0;
  const body = size.reduce((sum, byte) => sum * 128 + byte, 0);
  const footer = (flags & 0x10) === 0 ? 0 : 10;
  return 10 + body + footer;
}

/** APEv2, if it begins with a header. */
function apeBytes(head: Uint8Array): number {
  if (head.length < TAG_HEAD_BYTES || APE.some((byte, i) => head[i] !== byte)) return 0;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const isHeader = (view.getUint32(20, true) & 0x20000000) !== 0;
  return isHeader ? TAG_HEAD_BYTES + view.getUint32(12, true) : 0;
}
