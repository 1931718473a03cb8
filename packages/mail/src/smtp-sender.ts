import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { DeliveryAnswer } from '@tricord/core';
import { createTransport } from 'nodemailer';
import { oneLine } from './mail-template.ts';

/** The server that takes our mail. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; otherwise STARTTLS. */
  readonly secure: boolean;
  /** Whether nothing is sent without TLS. */
  readonly requireTls: boolean;
  /** The certificate authorities that count, PEM; default: the public ones. */
  readonly ca?: string;
  readonly user?: string;
  readonly password?: string;
  /** How long each step may take, milliseconds; a whole mail ten times that. */
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

/**
 * A whole mail may take so many times as long as one step. A server that answers with lines without end is never idle,
 * so that no timeout of a step would end that.
 */
const MAX_STEPS = 10;

/** Sends mail by SMTP (RFC 5321), on a connection of its own each time. */
export class SmtpSender implements MailSender {
  readonly #options;
  readonly #maxMs: number;

  constructor({ user, password, requireTls, ca, timeoutMs, ...server }: SmtpSettings) {
    this.#maxMs = MAX_STEPS * timeoutMs;
    this.#options = {
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
    };
  }

  async send(
    { messageId, from, to, subject, text, attachment }: Mail,
    signal: AbortSignal,
  ): Promise<DeliveryAnswer> {
    // A connection that is given up must be destroyed: it would keep the process from ending.
    const socket = new Socket();
    const transport = createTransport({ ...this.#options, socket });
    let abort: (reason: unknown) => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      abort = reject;
    });
    const onAbort = () => abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    const tooLong = setTimeout(() => {
      abort(new Error(`The server has not taken the mail within ${this.#maxMs} ms`));
    }, this.#maxMs);
    const sending = transport.sendMail({
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
      socket.destroy();
      return answerOf(error);
    } finally {
      clearTimeout(tooLong);
      signal.removeEventListener('abort', onAbort);
      attachment?.content.destroy();
    }
  }
}

function answerOf(error: unknown): DeliveryAnswer {
  // It repeats what the server has said, which may be anything.
  const message = oneLine(error instanceof Error ? error.message : String(error));
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const refused = FINAL.has(code) && Number(responseCode) >= 500;
  return { type: 'error', message, refused };
}
