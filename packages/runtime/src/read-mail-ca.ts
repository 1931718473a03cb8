import { X509Certificate } from 'node:crypto';
import { readNamedFile } from './read-named-file.ts';
import { StartError } from './start-error.ts';

/**
 * Reads the certificate authorities of the mail server.
 * @param file path of a PEM file.
 * @throws StartError, which names the setting and the file, if it cannot be read or holds no certificate.
 */
export async function readMailCa(file: string): Promise<string> {
  const ca = await readNamedFile('mail.ca', file);
  try {
    // A TLS connection would ignore what is no certificate, and only fail to verify the server.
    new X509Certificate(ca);
  } catch (cause) {
    throw new StartError(`mail.ca: ${file} holds no certificate in PEM`, { cause });
  }
  return ca;
}
