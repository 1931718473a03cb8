import { interleave, pcm16ToBytes, wavHeader } from '@tricord/audio';
import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { type MemoryMediaStore, SequenceIds } from '@tricord/testkit';

/** A recording that is done, with audio of one or two channels in the store. */
export function doneRecording(
  media: MemoryMediaStore,
  n: number,
  [left, right]: readonly [Int16Array, Int16Array?],
  sampleRateHz = 8000,
): Recording {
  const id = SequenceIds.nth(n);
  const channels = right === undefined ? 1 : 2;
  const samples = right === undefined ? left : interleave(left, right);
  const header = wavHeader({ encoding: 'pcm16', channels, sampleRateHz }, samples.byteLength);
  const stored = media.put(id, Buffer.concat([header, pcm16ToBytes(samples)]));
  return {
    id,
    accountId: SequenceIds.nth(1000),
    name: id,
    target: { kind: 'session', sessionId: SequenceIds.nth(1001) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'line' },
    state: 'done',
    muted: false,
    createdAt: 0,
    updatedAt: 0,
    pausedMs: 0,
    skippedMs: 0,
    media: {
      durationMs: (left.length / sampleRateHz) * 1000,
      sampleRateHz,
      channels,
      gaps: [],
      ...stored,
    },
  };
}
