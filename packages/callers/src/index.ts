export {
  AudioSocketCaller,
  type AudioSocketCallerOptions,
} from './audiosocket-caller.ts';
export {
  MediaStreamsCaller,
  type MediaStreamsCallerOptions,
  type Speech,
  type StreamTrack,
} from './media-streams-caller.ts';
export type { PlayOptions } from './paced-play.ts';
export { createToneCaller } from './tone/create-tone-caller.ts';
export type { ToneCaller, ToneCallSpec } from './tone/tone-caller.ts';
export {
  FRAME_MS,
  FRAME_SAMPLES,
  heardUlawToneOf,
  SAMPLE_RATE_HZ,
  toneOf,
} from './tone/tones.ts';
export { WebSocketConnection, type WebSocketTarget } from './tone/web-socket-connection.ts';
