import type { Readable } from 'node:stream';
import type { DeliveryAnswer } from '@tricord/core';
import { createTransport, type Transporter } from 'nodemailer';

/** The server that takes our mail. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; otherwise STARTTLS. */
  readonly secure: boolean;
  /** Whether nothing is sent without TLS. */
  readonly requireTls: boolean;
  /** Further certificate authorities, PEM. */
  readonly ca?: string;
  readonly user?: string;
  readonly password?: string;
  /** How long each step may take, milliseconds. */
  readonly timeoutMs: number;
}

/** A mail to one receiver. */
export interface Mail {
  /** The same in each attempt, so that receivers can tell a repetition. */
  readonly messageId: string;
  readonly from: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly attachment?: {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Readable;
  };
}

/** Sends mail. */
export interface MailSender {
  /** Never rejects. @param signal gives up waiting; the result is an error then. */
  send(mail: Mail, signal: AbortSignal): Promise<DeliveryAnswer>;
}

/** Mail that the server refuses for good: the receiver or the content. Wrong credentials can be mended. */
const FINAL: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE']);

/** Sends mail by SMTP (RFC 5321), on a connection of its own each time. */
export class SmtpSender implements MailSender {
  readonly #transport: Transporter;

  constructor({ user, password, requireTls, ca, timeoutMs, ...server }: SmtpSettings) {
    this.#transport = createTransport({
      ...server,
      requireTLS: requireTls,
      ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
      // Where TLS is not required, that of a certificate that nobody knows is better than none.
      tls: {
        rejectUnauthorized: server.secure || requireTls,
        ...(ca === undefined ? {} : { ca }),
      },
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(
    { messageId, from, to, subject, text, attachment }: Mail,
    signal: AbortSignal,
  ): Promise<DeliveryAnswer> {
    let abort: () => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
    });
    const sending = this.#transport.sendMail({
      messageId,
      from,
      to,
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(attachment === undefined ? {} : { attachments: [attachment] }),
    });
    try {
      await Promise.race([sending, aborted]);
      return { type: 'status', status: 250 };
    } catch (error) {
      sending.catch(() => undefined);
      return answerOf(error);
    } finally {
      signal.removeEventListener('abort', abort);
      attachment?.content.destroy();
    }
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#transport.close();
  }
}

function answerOf(error: unknown): DeliveryAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const refused = FINAL.has(code) && Number(responseCode) >= 500;
  return { type: 'error', message, refused };
}
