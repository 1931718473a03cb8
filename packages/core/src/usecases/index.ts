export { type AuditDeps, auditDone, auditEntry, auditFirst, type Deed } from './audit.ts';
export { auditEvents } from './audit-events.ts';
export { awaitBegin } from './await-begin.ts';
export { changeUser, type UserEdit } from './change-user.ts';
export type { CommandDeps } from './command-recording.ts';
export { completeDescription } from './complete-description.ts';
export { conferenceMembers } from './conference-members.ts';
export {
  enterConference,
  exitConference,
  type MembershipDeps,
  moveBetweenConferences,
} from './conference-membership.ts';
export { copyRecording } from './copy-recording.ts';
export { type CreateConferenceInput, createConference } from './create-conference.ts';
export { type DeleteDeps, deleteRecording } from './delete-recording.ts';
export type { ActingCore, CoreDeps } from './deps.ts';
export { describeCall } from './describe-call.ts';
export { discardRecording } from './discard-recording.ts';
export { endConference } from './end-conference.ts';
export { type ExpiredQuery, expiredRecordings } from './expired-recordings.ts';
export { failToRecord, type UnrecordedCall } from './fail-to-record.ts';
export { findConference, findLiveConference } from './find-conference.ts';
export { findDelivery } from './find-delivery.ts';
export { findRecording, type RecordingRef, recordingNotFound } from './find-recording.ts';
export { findLiveSession, findSession } from './find-session.ts';
export { findUser } from './find-user.ts';
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
export { listArchive } from './list-archive.ts';
export { listAllConferences, listConferences } from './list-conferences.ts';
export { listAllRecordings, listRecordings } from './list-recordings.ts';
export { listAllSessions, listSessions } from './list-sessions.ts';
export { type DirectoryEntry, listUsers, type UserQuery } from './list-users.ts';
export type { MediaFinding } from './media-finding.ts';
export { muteRecording } from './mute-recording.ts';
export { openMedia } from './open-media.ts';
export { pauseRecording } from './pause-recording.ts';
export { preserveRecording, releaseRecording } from './preserve-recording.ts';
export { putUser } from './put-user.ts';
export { removeUser } from './remove-user.ts';
export { replayDeadDeliveries, replayDelivery } from './replay-deliveries.ts';
export { resumeRecording } from './resume-recording.ts';
export { type DeletionWatch, deleteExpired, type RetentionSum, sumExpired } from './retention.ts';
export {
  findReplaced,
  type IfExists,
  type StartRecordingInput,
  startRecording,
} from './start-recording.ts';
export { type Stopped, stopRecording } from './stop-recording.ts';
export { unmuteRecording } from './unmute-recording.ts';
export { type AuditDamage, type AuditVerdict, verifyAudit } from './verify-audit.ts';
export {
  type VerificationPlace,
  type VerificationStep,
  type VerifyMediaDeps,
  type VerifyMediaOptions,
  verifyMedia,
} from './verify-media.ts';
