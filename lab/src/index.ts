export { AriError } from './asterisk/ari.ts';
export { Asterisk } from './asterisk/asterisk.ts';
export {
  type User,
  users,
  type WebSocketClient,
  type WebSocketClients,
} from './asterisk/configuration.ts';
export { installationFolder, whyUnavailable } from './asterisk/installation.ts';
export type { Channel, OriginateOptions } from './asterisk/originate-options.ts';
export { type AsteriskOptions, startAsterisk } from './asterisk/start-asterisk.ts';
export type { ApiRecording } from './gateway/api-recording.ts';
export { GatewayProcess, type RecordedCall } from './gateway/gateway-process.ts';
export { ACCOUNT_ID, AUTHORIZATION, LINE, testConfig } from './gateway/test-config.ts';
export { TricordProcess, type TricordProcessOptions } from './gateway/tricord-process.ts';
