import type { CoreDeps } from '@tricord/core';
import { DEFAULT_MAIL_TEXT, RecordingMails, SmtpSender } from '@tricord/mail';
import type { Config } from './config/config-form.ts';
import { readMailCa } from './read-mail-ca.ts';

/**
 * The kind of deliveries that mails users, if a mail server is configured.
 * @param publicUrl where people reach the native API.
 * @throws StartError when the authorities of the mail server cannot be used.
 */
export async function openRecordingMails(
  { mail }: Pick<Config, 'mail'>,
  core: CoreDeps,
  publicUrl: () => string,
): Promise<readonly RecordingMails[]> {
  if (mail === undefined) return [];
  const { from, subject, text = DEFAULT_MAIL_TEXT, timeZone, maxAttachmentBytes, ...rest } = mail;
  const { ca, ...server } = rest;
  const sender = new SmtpSender({
    ...server,
    ...(ca === undefined ? {} : { ca: await readMailCa(ca) }),
  });
  const linkTo = ({ id }: { readonly id: string }) =>
    `${publicUrl()}/api/v1/recordings/${id}/media.mp3`;
  const options = { from, template: { subject, text }, timeZone, maxAttachmentBytes };
  return [new RecordingMails({ ...core, sender, linkTo }, options)];
}
