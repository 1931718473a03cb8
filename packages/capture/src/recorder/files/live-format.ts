import { wavHeader } from '@tricord/audio';
import { type ChannelLayout, channelsOf } from '@tricord/core';

/** Format of a live file: PCM16. */
export interface LiveFormat {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** A comment in the file's header, for people. */
  readonly comment?: string;
}

/**
 * The format of a recording's file. In stereo, its header states the order of the sides of the call as soon as
 * the file is created: a chunk after the audio would be hard to distinguish from audio after a crash, and
 * would need space on a disk that may be full.
 */
export function liveFormat(layout: ChannelLayout, sampleRateHz: number): LiveFormat {
  const { channels } = layout;
  if (channels === 1) return { sampleRateHz, channels };
  const [left, right] = channelsOf(layout);
  return { sampleRateHz, channels, comment: `left: ${left}, right: ${right}` };
}

/** The header of a live file with this many bytes of audio. */
export function liveHeader(format: LiveFormat, dataBytes: number): Uint8Array {
  return wavHeader({ encoding: 'pcm16', ...format }, dataBytes);
}

/** Offset of the audio in such a file, bytes. */
export function liveHeaderBytes(format: LiveFormat): number {
  return liveHeader(format, 0).length;
}
