import {
  findRecording,
  isSupervisedBy,
  type Reader,
  type Recording,
  type RecordingRef,
  TricordError,
  type UserRole,
} from '@tricord/core';
import {
  basicCredentials,
  coreOf,
  type DialectLocals,
  type DirectoryLogins,
  type Identify,
  principalOf,
  readerOf,
} from '@tricord/http-kit';
import type { Request, Response } from 'express';

/**
 * What users of the directory may ask for, by method and path of the document; nothing else. Readers get only what they
 * may see, and may change only what they supervise.
 */
const ALLOWED: ReadonlyMap<string, readonly UserRole[]> = new Map([
  ...each(
    ['reader', 'manager'],
    [
      'GET /recordings',
      'GET /recordings/{id}',
      'PATCH /recordings/{id}',
      'DELETE /recordings/{id}',
      'PUT /recordings/{id}/preserved',
      'DELETE /recordings/{id}/preserved',
      'POST /recordings/{id}/pause',
      'POST /recordings/{id}/resume',
      'POST /recordings/{id}/mute',
      'POST /recordings/{id}/unmute',
      'POST /recordings/{id}/stop',
      'GET /recordings/{id}/media',
      'GET /recordings/{id}/media.wav',
      'GET /recordings/{id}/media.mp3',
      'POST /exports',
      'GET /events',
    ],
  ),
  ...each(
    ['manager'],
    [
      'POST /recordings',
      'GET /sessions',
      'GET /sessions/{id}',
      'GET /conferences',
      'GET /conferences/{conference}',
      'GET /directory/users',
      'GET /directory/users/{username}',
    ],
  ),
]);

/**
 * Authenticates a user of the directory by HTTP Basic, and rejects what the user's role does not allow; other requests
 * are for `otherwise`.
 */
export function identifyPeople(users: DirectoryLogins, otherwise: Identify): Identify {
  return async (req, res) => {
    const credentials = basicCredentials(req);
    if (credentials === undefined) return otherwise(req, res);
    const person = await users.verify(credentials, req.ip);
    if (person !== undefined && !isAllowed(req, res, person.role)) {
      throw new TricordError('forbidden', 'Your role does not allow this');
    }
    return person;
  };
}

/** The filter for what the request's principal may see. */
export function visibilityOf(res: Response): { readonly visibleTo?: Reader } {
  const reader = readerOf(principalOf(res));
  return reader === undefined ? {} : { visibleTo: reader };
}

/**
 * The recording, if the request's principal may see it.
 * @throws TricordError `recording-not-found`.
 */
export function visibleRecording(res: Response, id: string): Promise<Recording> {
  const principal = principalOf(res);
  return findRecording(coreOf(res), principal.accountId, { id }, readerOf(principal));
}

/**
 * The reference to a recording that the request's principal may change.
 * @throws TricordError for a reader: `recording-not-found`; `forbidden` when the reader may see it, but does not
 *   supervise its group.
 */
export async function changeableRecording(res: Response, id: string): Promise<RecordingRef> {
  const reader = readerOf(principalOf(res));
  if (reader !== undefined && !isSupervisedBy((await visibleRecording(res, id)).call, reader)) {
    throw new TricordError('forbidden', 'Only supervisors of its group may change this recording');
  }
  return { id };
}

function isAllowed({ method }: Request, { locals }: Response, role: string): boolean {
  const { operation } = locals as DialectLocals;
  const verb = method === 'HEAD' ? 'GET' : method;
  return ALLOWED.get(`${verb} ${operation}`)?.some((one) => one === role) ?? false;
}

function each(roles: readonly UserRole[], operations: readonly string[]) {
  return operations.map((operation) => [operation, roles] as const);
}
