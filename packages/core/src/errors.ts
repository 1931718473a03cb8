/**
 * Every way in which a request to the core can fail. The union is closed: each dialect maps all of
 * it to its vendor's status and body, so that a new code does not compile until every vendor has
 * an answer.
 */
export const ERROR_CODES = [
  /** An argument is malformed; `details.parameter` names it. */
  'invalid-argument',
  'session-not-found',
  /** The session is known, but its audio has not begun or has ended. */
  'session-not-live',
  'conference-not-found',
  /** A live conference has that name already. */
  'conference-exists',
  /** The session is not in the conference that it should leave. */
  'session-not-in-conference',
  'recording-not-found',
  /** The recording exists, but its state does not allow the command. */
  'recording-not-live',
  /** The recording is preserved: until it is released, it cannot be deleted, discarded or replaced. */
  'recording-preserved',
  /** No delivery of that id, or it has been deleted. */
  'delivery-not-found',
  /** The journal does not have what follows that event: it is too long ago, or there was no such event. */
  'events-not-kept',
  'user-not-found',
  /** A user of any account has this name: users log in with only their name. */
  'username-taken',
  /** The user is in the configuration, and can only be changed there. */
  'user-read-only',
  'recording-name-invalid',
  'recording-name-taken',
  /** An exclusive start met a session that is already being recorded. */
  'already-recorded',
  'line-not-found',
  'line-not-monitorable',
  /** The line records every call automatically; recordings cannot be started or stopped by hand. */
  'line-automatic',
  /** The recording has no audio to serve (yet). */
  'media-not-ready',
  /** The recording should have audio, but the store cannot open it. */
  'media-unreadable',
  'recorder-unavailable',
  /** The recorder is draining: it starts no new recordings. */
  'recorder-draining',
  /** No capacity or no disk space for one more recording. */
  'recorder-full',
  /** Overloaded at the moment; the same request may succeed soon. */
  'busy',
  'forbidden',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The only error that the core and its adapters throw deliberately. */
export class TricordError extends Error {
  readonly code: ErrorCode;
  /** Facts about the failure, safe to show to the caller. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Record<string, string | number> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TricordError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Whether `error` is a {@link TricordError}, of that code if one is given. */
export function isTricordError(error: unknown, code?: ErrorCode): error is TricordError {
  return error instanceof TricordError && (code === undefined || error.code === code);
}
