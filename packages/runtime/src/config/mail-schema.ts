import { plainSecret, text, timeZone } from '@tricord/http-kit';
import { templateProblem } from '@tricord/mail';
import { z } from 'zod';

const SUBJECT = 'Call with {remote} on {started}';
const template = text.superRefine((value, context) => {
  const message = templateProblem(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** The server that takes mail about recordings, and what it says. */
export const mail = z.strictObject({
  host: text,
  port: z.int().min(1).max(65_535).default(587),
  /** TLS from the start, usually on port 465; otherwise STARTTLS. */
  secure: z.boolean().default(false),
  /** Whether nothing is sent without TLS. */
  requireTls: z.boolean().default(true),
  /** Path of a PEM file with the authorities that the server's certificate may be of; default: the public ones. */
  ca: text.exactOptional(),
  user: text.exactOptional(),
  password: plainSecret('it is sent').exactOptional(),
  from: text.refine((value) => !/\p{Cc}/u.test(value), 'must be one line'),
  subject: template.default(SUBJECT),
  text: template.exactOptional(),
  /** IANA name of the zone of times in mail. */
  timeZone: timeZone.default('UTC'),
  /** Longer audio is not attached; the mail has the link alone. */
  maxAttachmentBytes: z
    .int()
    .min(0)
    .default(10 * 1024 * 1024),
  timeoutMs: z.int().min(1000).max(600_000).default(30_000),
});
