import { pcm16ToBytes, readMp3Stream, wavHeader } from '@tricord/audio';

/** `bytes` in pieces of the given size. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Concatenates all pieces. */
export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

/** A mono PCM16 WAV file at 8 kHz. */
export function pcm16Wav(samples: Int16Array): Buffer {
  const format = { encoding: 'pcm16', channels: 1, sampleRateHz: 8000 } as const;
  return Buffer.concat([wavHeader(format, samples.byteLength), pcm16ToBytes(samples)]);
}

/** The samples of a mono MP3 file. */
export async function mp3Samples(
  mp3: Uint8Array,
): Promise<{ readonly sampleRateHz: number; readonly samples: readonly number[] }> {
  const { sampleRateHz, samples } = await readMp3Stream(inPieces(mp3, 65_536));
  const all: number[] = [];
  for await (const piece of samples) all.push(...piece);
  return { sampleRateHz, samples: all };
}
