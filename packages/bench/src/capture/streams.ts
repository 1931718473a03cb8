import { randomUUID } from 'node:crypto';
import type { ToneCallSpec } from '@tricord/callers';
import { ASTERISK_MEDIA_PATH, MEDIA_STREAMS_PATH } from '../gateway/bench-account.ts';
import type { BenchGateway } from '../gateway/bench-gateway.ts';

/** The sources that can be measured. */
export const SOURCES = ['audiosocket', 'media-streams', 'asterisk-websocket'] as const;
export type SourceName = (typeof SOURCES)[number];

/** One connection of a call, with one session and one recording. */
export interface Stream {
  readonly call: ToneCallSpec;
  /** The session's id in the native API. */
  readonly session: string;
}

/** How a source carries calls of two tracks. */
interface SourceProfile {
  /** The number of connections, and thus recordings, of a call of two tracks. */
  readonly streamsPerCall: 1 | 2;
  /** The stream at this index. */
  readonly streamOf: (gateway: BenchGateway, index: number) => Stream;
}

const PROFILES: Readonly<Record<SourceName, SourceProfile>> = {
  audiosocket: {
    // A connection carries one track: a PBX that sends both sides of a call opens two.
    streamsPerCall: 2,
    streamOf: ({ audioSocketPort: port }, index) => {
      const uuid = randomUUID();
      return { call: { kind: 'audiosocket', port, uuid, tones: [index] }, session: uuid };
    },
  },
  'media-streams': {
    streamsPerCall: 1,
    streamOf: ({ port }, index) => {
      const uuid = randomUUID();
      const tones = [2 * index, 2 * index + 1] as const;
      const path = MEDIA_STREAMS_PATH;
      return { call: { kind: 'media-streams', port, path, uuid, tones }, session: uuid };
    },
  },
  'asterisk-websocket': {
    streamsPerCall: 2,
    streamOf: ({ port }, index) => {
      const uuid = randomUUID();
      const start = `MEDIA_START connection_id:${uuid} channel:WebSocket/bench/${index} channel_id:bench.${index} format:ulaw optimal_frame_size:160 ptime:20`;
      const path = ASTERISK_MEDIA_PATH;
      const tones = [index] as const;
      return { call: { kind: 'asterisk-websocket', port, path, start, tones }, session: uuid };
    },
  },
};

/** The streams of this many calls of two tracks. */
export function streamsOf(
  source: SourceName,
  calls: number,
  gateway: BenchGateway,
): readonly Stream[] {
  const { streamsPerCall, streamOf } = PROFILES[source];
  return Array.from({ length: calls * streamsPerCall }, (_, index) => streamOf(gateway, index));
}
