import { wavHeader } from '@tricord/audio';
import { type ChannelLayout, channelsOf } from '@tricord/core';

/** Format of a live file: PCM16. */
export interface LiveFormat {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** What stands in the file's header for people to read. */
  readonly comment?: string;
}

/**
 * The format of a recording's file. In stereo its header says which side of the call is where, from the moment
 * that the file is created: a chunk behind the audio would have to be told from audio after a crash, and
 * would need room on a disk that may have none.
 */
export function liveFormat(layout: ChannelLayout, sampleRateHz: number): LiveFormat {
  const { channels } = layout;
  if (channels === 1) return { sampleRateHz, channels };
  const [left, right] = channelsOf(layout);
  return { sampleRateHz, channels, comment: `left: ${left}, right: ${right}` };
}

/** The header of a live file, which has so many bytes of audio. */
export function liveHeader(format: LiveFormat, dataBytes: number): Uint8Array {
  return wavHeader({ encoding: 'pcm16', ...format }, dataBytes);
}

/** Where the audio of such a file begins, bytes. */
export function liveHeaderBytes(format: LiveFormat): number {
  return liveHeader(format, 0).length;
}
