export { DEFAULT_MAIL_TEXT, type MailTemplate, templateProblem } from './mail-template.ts';
export { MAIL_KIND, RecordingMails, type RecordingMailsDeps } from './recording-mails.ts';
export { type Mail, type MailSender, SmtpSender, type SmtpSettings } from './smtp-sender.ts';
