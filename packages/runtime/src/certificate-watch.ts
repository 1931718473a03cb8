import { X509Certificate } from 'node:crypto';
import type { Clock, Timer } from '@tricord/core';
import type { HttpServer, TlsCertificate } from '@tricord/http-kit';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { type CertificateFiles, readCertificate } from './read-certificate.ts';

/** Certificates are renewed weeks before they expire. */
const INTERVAL_MS = 30_000;

export interface CertificateWatchOptions {
  readonly files: CertificateFiles;
  /** What the server uses so far. */
  readonly certificate: TlsCertificate;
  readonly server: Pick<HttpServer, 'replaceCertificate'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Logger;
  readonly registry: Registry;
}

/**
 * Has an HTTP server use the certificate in its files whenever they change. Reads them again and again instead of having the
 * system watch them: renewal replaces files, links and folders. While they cannot be used, the last good certificate stays.
 */
export class CertificateWatch {
  readonly #options: CertificateWatchOptions;
  #timer: Timer | undefined;
  #current: TlsCertificate;
  #failure: string | undefined;
  readonly #notAfter: Gauge;

  constructor(options: CertificateWatchOptions) {
    this.#options = options;
    this.#current = options.certificate;
    this.#notAfter = new Gauge({
      name: 'tricord_tls_certificate_not_after_seconds',
      help: 'When the certificate that new connections get expires, as Unix time',
      registers: [options.registry],
    });
    this.#showExpiry();
    this.#schedule();
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer = this.#options.clock.after(INTERVAL_MS, () => void this.#look());
  }

  #showExpiry(): void {
    this.#notAfter.set(Date.parse(new X509Certificate(this.#current.cert).validTo) / 1000);
  }

  async #look(): Promise<void> {
    const { files, server, logger } = this.#options;
    try {
      const found = await readCertificate(files);
      if (found.cert !== this.#current.cert || found.key !== this.#current.key) {
        server.replaceCertificate(found);
        this.#current = found;
        this.#showExpiry();
        logger.info({ cert: files.cert }, 'using the new certificate');
      }
      this.#failure = undefined;
    } catch (err) {
      const { message } = err as Error;
      // Each failure once.
      if (message !== this.#failure) logger.error({ err }, 'the last certificate stays in use');
      this.#failure = message;
    }
    if (this.#timer !== undefined) this.#schedule();
  }
}
