import { asterisk } from '@tricord/asterisk';
import { imagicle } from '@tricord/imagicle';
import { native } from '@tricord/native';
import { signalwire } from '@tricord/signalwire';

/**
 * What the gateway speaks. Everything that concerns all dialects goes by this list: their settings, the
 * first configuration, what is mounted, and who takes a WebSocket.
 */
export const DIALECTS = [native, asterisk, signalwire, imagicle] as const;
