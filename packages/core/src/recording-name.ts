import { TricordError } from './errors.ts';

/** Longest name of a recording, bytes of UTF-8. */
export const MAX_NAME_BYTES = 1024;

/**
 * Checks a name that a client gives to a recording. A name is only a key in the catalog, never a path,
 * so nearly everything is allowed: slashes, dots, any language.
 * @throws TricordError `recording-name-invalid` when it is empty, too long, or holds NUL or a lone
 *   surrogate.
 */
export function checkRecordingName(name: string): void {
  const why =
    name === ''
      ? 'it is empty'
      : Buffer.byteLength(name) > MAX_NAME_BYTES
        ? `it is longer than ${MAX_NAME_BYTES} bytes`
        : name.includes('\0')
          ? 'it contains NUL'
          : name.isWellFormed()
            ? undefined
            : 'it is not well-formed Unicode';
  if (why !== undefined) {
    throw new TricordError('recording-name-invalid', `Recording name invalid: ${why}`);
  }
}
