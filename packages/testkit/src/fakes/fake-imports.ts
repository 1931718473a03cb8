import { type AudioImports, type ReceivedAudio, TricordError } from '@tricord/core';
import type { MemoryMediaStore } from './memory-media-store.ts';

/** Stores every file that begins with RIFF unchanged, as if it were an 8 kHz mono PCM16 WAV. */
export class FakeImports implements AudioImports {
  /** Files that are being held. */
  kept = 0;
  /** If `full` or `busy`, files are refused as the port specifies. */
  currentStatus: 'ready' | 'full' | 'busy' = 'ready';
  readonly #media: MemoryMediaStore;

  constructor(media: MemoryMediaStore) {
    this.#media = media;
  }

  async receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedAudio> {
    if (this.currentStatus === 'busy') throw new TricordError('busy', 'Too many files at once');
    if (this.currentStatus === 'full') throw new TricordError('recorder-full', 'No room');
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    let open = true;
    this.kept += 1;
    return {
      store: async (key) => {
        if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.length <= 44) {
          throw new TricordError('invalid-argument', 'Not an audio file', {
            details: { parameter: 'audio' },
          });
        }
        const durationMs = (bytes.length - 44) / 16;
        const stored = this.#media.put(key, bytes);
        return { durationMs, sampleRateHz: 8000, channels: 1, gaps: [], ...stored };
      },
      discard: async () => {
        if (open) this.kept -= 1;
        open = false;
      },
    };
  }
}
