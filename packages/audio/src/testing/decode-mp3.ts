import { MPEGDecoder } from 'mpg123-decoder';

/** Decodes as a player does: mpg123 trims encoder delay and padding according to the file. */
export async function decodeMp3(mp3: Uint8Array): Promise<{
  readonly sampleRateHz: number;
  readonly channels: Int16Array[];
}> {
  const decoder = new MPEGDecoder({ enableGapless: true });
  await decoder.ready;
  try {
    const { channelData, samplesDecoded, sampleRate, errors } = decoder.decode(mp3);
    if (errors.length > 0) throw new Error(`Not an MP3: ${errors[0]?.message}`);
    return {
      sampleRateHz: sampleRate,
      channels: channelData.map((channel) =>
        Int16Array.from(channel.subarray(0, samplesDecoded), (value) => value * 0x7fff),
      ),
    };
  } finally {
    decoder.free();
  }
}
