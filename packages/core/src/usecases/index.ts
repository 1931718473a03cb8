export { type AuditDeps, type AuditedAction, auditDone, auditEntry, auditFirst } from './audit.ts';
export { auditEvents } from './audit-events.ts';
export { awaitBegin } from './await-begin.ts';
export { type LineOwner, meantOwners, type UserRef } from './call-users.ts';
export { changeRecording } from './change-recording.ts';
export { changeUser, type UserEdit } from './change-user.ts';
export { conferenceMembers } from './conference-members.ts';
export {
  conferenceJoined,
  conferenceLeft,
  type MembershipDeps,
  moveBetweenConferences,
} from './conference-membership.ts';
export { copyRecording } from './copy-recording.ts';
export { type CreateConferenceInput, createConference } from './create-conference.ts';
export { deleteOldSessions, type SessionRetention } from './delete-old-sessions.ts';
export { type DeleteDeps, deleteRecording } from './delete-recording.ts';
export {
  findDelivery,
  listDeliveries,
  replayDeadDeliveries,
  replayDelivery,
} from './deliveries.ts';
export type { ActingCore, CoreDeps } from './deps.ts';
export { describeSession } from './describe-session.ts';
export { endConference } from './end-conference.ts';
export { type ExpiredQuery, expiredRecordings } from './expired-recordings.ts';
export { exportDirectory } from './export-directory.ts';
export { failToRecord, type UnrecordedSession } from './fail-to-record.ts';
export { findConference, findLiveConference } from './find-conference.ts';
export {
  findRecording,
  lookUpRecording,
  type RecordingRef,
  recordingNotFound,
} from './find-recording.ts';
export { findLiveSession, findSession } from './find-session.ts';
export { findStoredUser, findUser } from './find-user.ts';
export { followMedia } from './follow-media.ts';
export { hangUp } from './hang-up.ts';
export {
  type DirectoryImport,
  type ImportedUser,
  type ImportProblem,
  importDirectory,
  MAX_IMPORTED_USERS,
} from './import-directory.ts';
export { type ImportRecordingInput, importRecording } from './import-recording.ts';
export { joinConference, leaveConference } from './join-conference.ts';
export { type LinePolicy, lineOrigin, linePolicy } from './line-policy.ts';
export { listArchive } from './list-archive.ts';
export { type AuditReadDeps, listAudit } from './list-audit.ts';
export { listAllConferences, listConferences } from './list-conferences.ts';
export { listAllRecordings, listRecordings } from './list-recordings.ts';
export { listAllSessions, listSessions } from './list-sessions.ts';
export { type DirectoryEntry, listUsers, type UserQuery } from './list-users.ts';
export type { MediaFinding } from './media-finding.ts';
export { downloadOf, openMedia } from './open-media.ts';
export { planDescription } from './plan-description.ts';
export { preserveRecording, releaseRecording } from './preserve-recording.ts';
export { putUser } from './put-user.ts';
export {
  type CommandDeps,
  discardRecording,
  muteRecording,
  pauseRecording,
  resumeRecording,
  type Stopped,
  stopRecording,
  unmuteRecording,
} from './recording-commands.ts';
export { removeUser } from './remove-user.ts';
export { type DeletionWatch, deleteExpired, type RetentionSum, sumExpired } from './retention.ts';
export {
  findReplaced,
  type IfExists,
  type StartRecordingInput,
  startRecording,
} from './start-recording.ts';
export { type AuditDamage, type AuditVerdict, verifyAudit } from './verify-audit.ts';
export {
  type VerificationPlace,
  type VerificationStep,
  type VerifyMediaDeps,
  type VerifyMediaOptions,
  verifyMedia,
} from './verify-media.ts';
export { withdrawSession } from './withdraw-session.ts';
