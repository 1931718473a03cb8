import {
  auditFirst,
  type CoreDeps,
  callStartedAt,
  type Delivery,
  type DeliveryAnswer,
  type DirectDeliveryKind,
  downloadOf,
  isTricordError,
  type Recording,
  type RecordingEvent,
  type Rendition,
  type User,
} from '@tricord/core';
import { fillTemplate, type MailTemplate, oneLine } from './mail-template.ts';
import type { Mail, MailSender } from './smtp-sender.ts';

/** The name of mails' deliveries. */
export const MAIL_KIND = 'mail';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };

export interface RecordingMailsOptions {
  readonly from: string;
  readonly template: MailTemplate;
  /** IANA name. */
  readonly timeZone: string;
  /** Longer audio is not attached. */
  readonly maxAttachmentBytes: number;
}

export interface RecordingMailsDeps
  extends Pick<CoreDeps, 'catalog' | 'directory' | 'renditions' | 'clock' | 'auditFailed'> {
  readonly sender: MailSender;
  /** Where people fetch a recording's audio. */
  readonly linkTo: (recording: Recording) => string;
}

type Receiver = User & Required<Pick<User, 'email'>>;

/**
 * Mails users that a call of theirs has been recorded, as they want it: with a link, or with the audio. What is attached
 * is a download by the user in the audit log.
 */
export class RecordingMails implements DirectDeliveryKind {
  readonly name = MAIL_KIND;
  readonly #deps: RecordingMailsDeps;
  readonly #options: RecordingMailsOptions;

  constructor(deps: RecordingMailsDeps, options: RecordingMailsOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  async targets({ type, recording }: RecordingEvent): Promise<readonly string[]> {
    if (type !== 'recording.finished') return [];
    // What is uploaded is not new.
    if (recording.origin.via === 'upload' || !hasAudio(recording)) return [];
    const user = await this.#receiverOf(recording);
    return user === undefined ? [] : [mailUrl(user)];
  }

  async deliver(
    { id, url, event }: Delivery,
    signal: AbortSignal,
  ): Promise<DeliveryAnswer | undefined> {
    const { catalog, sender } = this.#deps;
    const { accountId } = event.recording;
    const recording = await catalog.recordings.get(accountId, event.recording.id);
    if (recording === undefined) return undefined;
    const user = await this.#receiverOf(recording);
    if (user === undefined || mailUrl(user) !== url) return undefined;
    const attachment = user.mail === 'file' ? await this.#attachment(recording, user) : undefined;
    const { from, template, timeZone } = this.#options;
    const about = { recording, user, timeZone, link: this.#deps.linkTo(recording) };
    const mail: Mail = {
      messageId: `<${id}@tricord>`,
      from,
      to: { name: oneLine([user.firstName, user.lastName].join(' ')), address: user.email },
      ...fillTemplate(template, about),
      ...(attachment === undefined ? {} : { attachment }),
    };
    return sender.send(mail, signal);
  }

  /** The owner of the recording, who wants mail. */
  async #receiverOf({ accountId, call }: Recording): Promise<Receiver | undefined> {
    if (call.username === undefined) return undefined;
    const user = await this.#deps.directory.user(accountId, call.username);
    const { email, mail = 'none' } = user ?? {};
    return user === undefined || email === undefined || mail === 'none'
      ? undefined
      : { ...user, email };
  }

  /** Undefined when the audio is too long or damaged: the link must do. */
  async #attachment(recording: Recording, user: User): Promise<Mail['attachment']> {
    const { renditions } = this.#deps;
    try {
      const media = await renditions.open(recording, MP3);
      if (media.bytes > this.#options.maxAttachmentBytes) return undefined;
      const actor = { username: user.username, via: MAIL_KIND };
      await auditFirst({ ...this.#deps, actor }, downloadOf(recording, MP3));
      const started = new Date(callStartedAt(recording)).toISOString().replace(/[-:]|\.\d+/g, '');
      return {
        filename: `${started}_${recording.id}.mp3`,
        contentType: 'audio/mpeg',
        content: await media.read(),
      };
    } catch (error) {
      if (isTricordError(error, 'media-unreadable')) return undefined;
      throw error;
    }
  }
}

/** A recording that ended before anything was heard is done, too, but its link would lead to nothing. */
function hasAudio({ media }: Recording): boolean {
  return media !== undefined && media.durationMs > 0;
}

function mailUrl({ email }: Receiver): string {
  return `mailto:${encodeURIComponent(email.toWellFormed()).replace('%40', '@')}`;
}
