/** The longest comment that is read. */
const MAX_COMMENT_BYTES = 256;

/**
 * A `LIST` chunk of type `INFO` that holds a comment (`ICMT`), which ffprobe, MediaInfo and most players show (Microsoft
 * and IBM, Multimedia Programming Interface and Data Specifications 1.0, 1991). Of even length.
 * @param comment ASCII.
 */
export function infoChunk(comment: string): Uint8Array {
  // A string of RIFF ends with a zero, and chunks have an even length.
  const textBytes = comment.length + 1;
  const listBytes = 12 + textBytes + (textBytes % 2);
  const bytes = Buffer.alloc(8 + listBytes);
  bytes.write('LIST', 0, 'latin1');
  bytes.writeUInt32LE(listBytes, 4);
  bytes.write('INFOICMT', 8, 'latin1');
  bytes.writeUInt32LE(textBytes, 16);
  bytes.write(comment, 20, 'latin1');
  return bytes;
}

/** The comment in the body of a `LIST` chunk, or undefined. */
export function commentIn(body: Uint8Array): string | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (bytes.toString('latin1', 0, 4) !== 'INFO') return undefined;
  for (let at = 4; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'ICMT' && size <= MAX_COMMENT_BYTES) {
      const [text = ''] = bytes.toString('latin1', at + 8, at + 8 + size).split('\0', 1);
      return text === '' ? undefined : text;
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}
