export { failureAnswerer } from './answer-failure.ts';
export { type ApiDocument, apiDocument, sendDocument } from './api-document.ts';
export {
  authentication,
  coreOf,
  type Identify,
  type NamedPrincipal,
  type Principal,
  principalOf,
  type Role,
  readerOf,
  userOf,
} from './authentication.ts';
export { type BasicCredentials, basicCredentials, bearerToken } from './authorization.ts';
export { AllowedOrigins, allowOwn, type CorsAccount, withCors } from './cors.ts';
export {
  type Credential,
  CredentialVerifier,
  type CredentialVerifierOptions,
} from './credential-verifier.ts';
export type {
  AccountBasics,
  AccountSection,
  AccountWith,
  ConfigReload,
  Dialect,
  DialectHost,
  FirstAccount,
  MountedApp,
  SectionSettings,
} from './dialect.ts';
export { createDialectApp } from './dialect-app.ts';
export type { DialectDeps } from './dialect-deps.ts';
export type { DialectLocals, DialectOptions } from './dialect-options.ts';
export { DirectoryLogins } from './directory-logins.ts';
export {
  type Health,
  type HealthCheck,
  type HealthReport,
  healthProbe,
  type ProcessStatus,
} from './health.ts';
export {
  createHealthRouter,
  type HealthDeps,
} from './health-router.ts';
export { type HttpAnswer, HttpError, type HttpFailure, type Problem } from './http-failure.ts';
export { HttpServer, type HttpServerOptions, type TlsCertificate } from './http-server.ts';
export { type JsonBodyOptions, jsonBody } from './json-body.ts';
export { authority, listenReason } from './listen.ts';
export { createLogger } from './logger.ts';
export { DEFAULT_LOGIN_LIMITS, LoginGuard, type LoginLimits } from './login-guard.ts';
export { loadDocument } from './openapi-document.ts';
export { problem } from './problems/problem.ts';
export { problemAnswer } from './problems/problem-answer.ts';
export { type RateLimit, RateLimiter, type RateLimiterOptions } from './rate-limiter.ts';
export { pathOf } from './request-target.ts';
export { hashSecret, keptSecret, requireUsualHash, type ScryptSecret } from './secret.ts';
export { type SendAudioOptions, sendAudio } from './send-audio.ts';
export {
  type BrokenRule,
  bothOrNeither,
  type PlacedValue,
  repeated,
  type SettingPath,
  seen,
} from './settings/setting-rules.ts';
export { bearerKey, plainSecret, secret, text, timeZone, username } from './settings/settings.ts';
export { systemErrorCode } from './system-error.ts';
export type { Upgrade } from './upgrade.ts';
