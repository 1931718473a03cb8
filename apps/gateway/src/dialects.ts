import { asterisk } from '@tricord/asterisk';
import { imagicle } from '@tricord/imagicle';
import { native } from '@tricord/native';
import { signalwire } from '@tricord/signalwire';

/**
 * The dialects of the gateway. Everything that concerns all dialects is derived from this list: their settings,
 * the first configuration, the mounted routers, and the handlers of WebSockets.
 */
export const DIALECTS = [native, asterisk, signalwire, imagicle] as const;
