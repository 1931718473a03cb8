import { AudioFileError } from './audio-file-error.ts';
import type { AudioLayout, LayoutFormat } from './audio-layout.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { endOfAudio } from './end-of-audio.ts';
import { type RandomAccess, viewOf } from './random-access.ts';
import { parseWaveFormat } from './wave-format.ts';

/** In RF64, the size is in the `ds64` chunk; in others, the writer could not go back to the header. */
const UNKNOWN = 0xffffffff;

/**
 * The layout of a WAV file: RIFF, or RF64 and BW64, which allow sizes of 64 bits (EBU Tech 3306; ITU-R BS.2088). The
 * size of the whole, which is often wrong, is ignored. The size of the audio may be wrong, too: 0, 0xffffffff and
 * more than the file has mean all up to the chunks behind.
 * @throws AudioFileError when it holds no audio that can be read.
 */
export async function riffLayout(file: RandomAccess): Promise<AudioLayout> {
  let format: LayoutFormat | undefined;
  let largeBytes: number | undefined;
  for await (const chunk of chunksOf(file, 12, true)) {
    const { id, offset, size } = chunk;
    if (id === 'ds64') largeBytes = await dataBytesOf(file, offset);
    if (id === 'fmt ') format = parseWaveFormat(await file.read(offset, Math.min(size, 40)));
    if (id === 'data') {
      if (format === undefined) throw new AudioFileError('The WAV file has no format');
      return { ...format, dataOffset: offset, dataBytes: await sizeOf(file, chunk, largeBytes) };
    }
  }
  throw new AudioFileError('The WAV file ends before its audio begins');
}

async function dataBytesOf(file: RandomAccess, offset: number): Promise<number> {
  const body = await file.read(offset, 16);
  return body.length < 16 ? 0 : Number(viewOf(body).getBigUint64(8, true));
}

async function sizeOf(
  file: RandomAccess,
  { offset, size }: Chunk,
  largeBytes: number | undefined,
): Promise<number> {
  const declared = size === UNKNOWN ? (largeBytes ?? 0) : size;
  const rest = file.size - offset;
  return declared > 0 && declared <= rest ? declared : (await endOfAudio(file, offset)) - offset;
}
