export { AriError } from './asterisk/ari.ts';
export { Asterisk, type LabOptions, startAsterisk } from './asterisk/asterisk.ts';
export type { Call, Channel } from './asterisk/call.ts';
export {
  type User,
  users,
  type WebSocketClient,
  type WebSocketClients,
} from './asterisk/configuration.ts';
export { installation, whyUnavailable } from './asterisk/installation.ts';
export { GatewayProcess, type RecordedCall } from './gateway/gateway-process.ts';
export type { RecordingAnswer } from './gateway/recording-answer.ts';
export { ACCOUNT_ID, AUTHORIZATION, LINE, testConfig } from './gateway/test-config.ts';
export { TricordProcess, type TricordProcessOptions } from './gateway/tricord-process.ts';
