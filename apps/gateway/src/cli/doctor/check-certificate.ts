import { X509Certificate } from 'node:crypto';
import { readCertificate } from '@tricord/runtime';
import type { Config } from '../../config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const CHECK = 'http.tls';
const DAY_MS = 86_400_000;
/** Renewal begins weeks before the end. */
const WARN_DAYS = 14;

/** The certificate of the HTTP server: whether it fits its key, for how long, and for which host. */
export async function checkCertificate(
  { http: { tls, publicUrl } }: Config,
  now: number,
): Promise<readonly Finding[]> {
  if (tls === undefined) return [];
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate((await readCertificate(tls)).cert);
  } catch (error) {
    return [fail(CHECK, (error as Error).message, 'put the certificate and its key there, in PEM')];
  }
  const validity = checkValidity(certificate, now);
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  if (host === undefined || certificate.checkHost(host) !== undefined) return [validity];
  if (certificate.checkIP(host) !== undefined) return [validity];
  const message = `the certificate is not for ${host} (http.publicUrl)`;
  return [validity, warn(CHECK, message, 'get one for that name, or change http.publicUrl')];
}

/** How long a certificate is valid. */
export function checkValidity(
  { validFrom, validTo }: Pick<X509Certificate, 'validFrom' | 'validTo'>,
  now: number,
  check = CHECK,
): Finding {
  const days = Math.floor((Date.parse(validTo) - now) / DAY_MS);
  const until = new Date(validTo).toISOString().slice(0, 10);
  const renew = 'renew it; a running gateway takes the new one within a minute';
  if (Date.parse(validFrom) > now) {
    const begins = new Date(validFrom).toISOString();
    return fail(check, `the certificate is not valid before ${begins}`, 'check the clock');
  }
  if (days < 0) return fail(check, `the certificate expired on ${until}`, renew);
  if (days < WARN_DAYS) return warn(check, `the certificate expires on ${until}`, renew);
  return ok(check, `the certificate is valid until ${until}`);
}
