import { z } from 'zod';
import { parseScrypt } from '../secret.ts';

/** A non-empty string. */
export const text = z.string().min(1);

/** A name that HTTP Basic authentication can transmit (RFC 7617, 2). */
export const username = text.refine((name) => !name.includes(':'), 'must not contain a colon');

/** The IANA name of a time zone. */
export const timeZone = text.refine(isTimeZone, 'must be an IANA time zone');

/** A password or token: plain, or a `scrypt:…` hash as `tricord hash` prints it. */
export const secret = text.superRefine((value, context) => {
  try {
    parseScrypt(value);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: error instanceof Error ? error.message : 'is bad',
    });
  }
});

/** A secret that fits into an `Authorization: Bearer` header (RFC 6750, 2.1). */
export const bearerKey = secret.refine(
  (key) => key.startsWith('scrypt:') || /^[A-Za-z0-9._~+/-]+=*$/.test(key),
  'may only hold letters, digits and ._~+/-',
);

/**
 * A secret that we send or sign with, so it cannot be a hash.
 * @param use what it is needed for, for the message: `it is sent`.
 */
export function plainSecret(use: string) {
  return text.refine((value) => !value.startsWith('scrypt:'), `must be plain: ${use}`);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
