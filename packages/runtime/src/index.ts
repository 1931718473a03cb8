export {
  type BackupOptions,
  type BackupReport,
  type BackupWatch,
  backupDataFolder,
} from './backup/backup-data-folder.ts';
export { BackupFolder } from './backup/backup-folder.ts';
export { type BackupManifest, readManifest } from './backup/manifest.ts';
export {
  type RestoreOptions,
  type RestoreReport,
  type RestoreWatch,
  restoreDataFolder,
} from './backup/restore-data-folder.ts';
export {
  type AccountConfig,
  type AccountOf,
  type Config,
  type ConfigForm,
  type ConfigInput,
  configForm,
} from './config/config-form.ts';
export { configWarnings, logConfigWarnings } from './config/config-warnings.ts';
export { type LoadedConfig, type LoadOptions, loadConfig } from './config/load-config.ts';
export { type Environment, parseConfig } from './config/parse-config.ts';
export { type ConfigProblem, InvalidConfigError } from './config/problems.ts';
export { isSecretSetting } from './config/secret-settings.ts';
export { sourceAccountOf } from './config/source-account.ts';
export { parseYaml, type YamlText } from './config/yaml-lines.ts';
export { dataFolderUser } from './data-folder.ts';
export { type FailureText, failureText } from './failure-text.ts';
export { hasRecordings } from './has-recordings.ts';
export type { Mountable, MountHost } from './mountable.ts';
export { openAuditLog } from './open-audit-log.ts';
export type { OpenStoresOptions } from './open-stores.ts';
export { previewRetention, type RetentionPreview } from './preview-retention.ts';
export { processLogger } from './process-logger.ts';
export { RandomIds } from './random-ids.ts';
export { readCertificate } from './read-certificate.ts';
export { readMailCa } from './read-mail-ca.ts';
export { repairDataFolder } from './repair-data-folder.ts';
export { type Restoration, readRestoration, writeRestoration } from './restoration.ts';
export { Runtime, type RuntimeOptions } from './runtime.ts';
export { serveAlone } from './serve-alone.ts';
export { type ServingNotices, serveUntilSignal } from './serve-until-signal.ts';
export { cannotListen, cannotWrite, StartError } from './start-error.ts';
export { watchStopSignals } from './stop-signals.ts';
export { SystemClock } from './system-clock.ts';
export type { VerificationProgress, VerificationScope } from './verification/verification-notes.ts';
export {
  type VerificationWatch,
  type VerifyDataFolderOptions,
  verifyDataFolder,
} from './verification/verify-data-folder.ts';
export { tricordVersion } from './version.ts';
