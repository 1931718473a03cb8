import { pcm16ToBytes } from '../pcm.ts';
import { wavHeader } from '../wav/wav-header.ts';

/** One RIFF chunk, padded to an even length. */
export function chunk(tag: string, body: Uint8Array | string, size?: number): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(8);
  head.write(tag, 'latin1');
  head.writeUInt32LE(size ?? bytes.length, 4);
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
}

/** A WAV file of these chunks. */
export function riff(...chunks: Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return chunk('RIFF', body);
}

/** A `fmt ` chunk of 16 bytes, and more if `extension` is given. */
export function fmt(
  format: {
    tag?: number;
    channels?: number;
    rate?: number;
    bits?: number;
    frameBytes?: number;
  } = {},
  extension: Uint8Array = Buffer.alloc(0),
): Buffer {
  const { tag = 1, channels = 1, rate = 8000, bits = 16 } = format;
  const frameBytes = format.frameBytes ?? (channels * bits) / 8;
  const body = Buffer.alloc(16);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE(rate * frameBytes, 8);
  body.writeUInt16LE(frameBytes, 12);
  body.writeUInt16LE(bits, 14);
  return chunk('fmt ', Buffer.concat([body, extension]));
}

/** A PCM16 WAV file. */
export function pcm16Wav(samples: Int16Array, sampleRateHz = 8000, channels = 1): Buffer {
  const header = wavHeader({ encoding: 'pcm16', channels, sampleRateHz }, samples.byteLength);
  return Buffer.concat([header, pcm16ToBytes(samples)]);
}
