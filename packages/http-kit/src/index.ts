export { type BasicCredentials, basicCredentials, bearerToken } from './authorization.ts';
export { type Credential, CredentialVerifier } from './credential-verifier.ts';
export { createDialectApp, type DialectOptions } from './dialect-app.ts';
export { type HttpAnswer, HttpError, type HttpFailure, type Problem } from './http-failure.ts';
export { hashSecret } from './secret.ts';
export { type SendMediaOptions, sendMedia } from './send-media.ts';
