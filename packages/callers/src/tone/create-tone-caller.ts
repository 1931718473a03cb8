import { AsteriskWebSocketToneCaller } from './asterisk-websocket-tone-caller.ts';
import { AudioSocketToneCaller } from './audiosocket-tone-caller.ts';
import { MediaStreamsToneCaller } from './media-streams-tone-caller.ts';
import type { ToneCaller, ToneCallSpec } from './tone-caller.ts';

/** Creates the caller for a specification; it connects when it is opened. */
export function createToneCaller(spec: ToneCallSpec): ToneCaller {
  switch (spec.kind) {
    case 'audiosocket':
      return new AudioSocketToneCaller(spec);
    case 'media-streams':
      return new MediaStreamsToneCaller(spec);
    case 'asterisk-websocket':
      return new AsteriskWebSocketToneCaller(spec);
  }
}
