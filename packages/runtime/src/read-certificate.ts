import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { TlsCertificate } from '@tricord/http-kit';
import { systemErrorCode } from '@tricord/http-kit';
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
  const cert = await read(files, 'cert');
  const key = await read(files, 'key');
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const { message } = cause as Error;
    const what = `${files.cert} is not a certificate of the key ${files.key}`;
    throw new StartError(`http.tls: ${what} (${message})`, { cause });
  }
  return { cert, key };
}

async function read(files: CertificateFiles, setting: keyof CertificateFiles): Promise<string> {
  const file = files[setting];
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = systemErrorCode(cause) ?? String(cause);
    throw new StartError(`http.tls.${setting}: cannot read ${file}: ${REASONS[code] ?? code}`, {
      cause,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};
