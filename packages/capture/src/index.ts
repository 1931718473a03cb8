export { AudioFileImports, type AudioFileImportsOptions } from './imports/audio-file-imports.ts';
export type { IncomingStream } from './intake/incoming-stream.ts';
export { LiveSession } from './intake/live-session.ts';
export { LiveSessionControl } from './intake/live-session-control.ts';
export { LiveSessions } from './intake/live-sessions.ts';
export { SessionIntake, type SessionIntakeDeps } from './intake/session-intake.ts';
export { CaptureMetrics } from './metrics.ts';
export { LiveFolderUnusableError, ledgerPath, livePath } from './recorder/files/live-folder.ts';
export { LineRecorder, type LineRecorderDeps } from './recorder/lines/line-recorder.ts';
export { type RepairOptions, repairRecordings } from './recorder/repair/repair.ts';
export type { RepairDeps, Repaired } from './recorder/repair/repair-recording.ts';
export {
  SessionRecorder,
  type SessionRecorderDeps,
  type SessionRecorderOptions,
} from './recorder/session-recorder.ts';
export {
  AsteriskWebSocketSource,
  type AsteriskWebSocketSourceOptions,
  type DialRequest,
} from './sources/asterisk-websocket/asterisk-websocket-source.ts';
export {
  AudioSocketServer,
  type AudioSocketServerOptions,
} from './sources/audiosocket/audiosocket-server.ts';
export {
  MediaStreamsSource,
  type MediaStreamsSourceOptions,
} from './sources/media-streams/media-streams-source.ts';
export type { Authorize, Handshakes } from './sources/websocket/web-socket-acceptor.ts';
