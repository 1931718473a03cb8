import { createSecureContext } from 'node:tls';
import type { TlsCertificate } from '@tricord/http-kit';
import { readNamedFile } from './read-named-file.ts';
import { StartError } from './start-error.ts';

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/**
 * Reads the certificate of the HTTP server and its key.
 * @throws StartError, which names the setting and the file, if one cannot be read or they do not fit.
 */
export async function readCertificate(files: CertificateFiles): Promise<TlsCertificate> {
  const cert = await readNamedFile('http.tls.cert', files.cert);
  const key = await readNamedFile('http.tls.key', files.key);
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const { message } = cause as Error;
    const what = `${files.cert} is not a certificate of the key ${files.key}`;
    throw new StartError(`http.tls: ${what} (${message})`, { cause });
  }
  return { cert, key };
}
