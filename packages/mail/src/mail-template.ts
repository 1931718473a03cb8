import { callStartedAt, durationMs, localNumber, type Recording, type User } from '@tricord/core';

/** What a mail says. `{name}` and the like stand for what is known of the recording. */
export interface MailTemplate {
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** What mail says unless configured otherwise. */
export const DEFAULT_MAIL_TEXT = `A call of yours was recorded.

Started:     {started}
Duration:    {duration}
Direction:   {direction}
Other party: {remoteName}
Number:      {remoteNumber}

{link}
`;

/** What a mail is about. */
export interface MailSubject {
  readonly recording: Recording;
  /** The receiver. */
  readonly user: User;
  /** Where the audio can be fetched. */
  readonly link: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** Longest value of a placeholder. */
const MAX_VALUE = 256;

const PLACEHOLDERS: Readonly<Record<string, (about: MailSubject) => string | undefined>> = {
  name: ({ user }) => nameOf(user) ?? user.username,
  username: ({ user }) => user.username,
  started: ({ recording, timeZone }) => timeIn(timeZone, callStartedAt(recording)),
  duration: ({ recording }) => clockTime(durationMs(recording, recording.updatedAt)),
  direction: ({ recording }) => recording.call.direction,
  localNumber: ({ recording }) => localNumber(recording),
  remoteNumber: ({ recording }) => recording.call.remote.phoneNumber,
  remoteName: ({ recording }) => nameOf(recording.call.remote),
  remote: ({ recording: { call } }) => nameOf(call.remote) ?? call.remote.phoneNumber,
  id: ({ recording }) => recording.id,
  link: ({ link }) => link,
};

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** Why a text is no template, or undefined. */
export function templateProblem(text: string): string | undefined {
  const unknown = [...text.matchAll(PLACEHOLDER)].find(
    ([, name = '']) => !Object.hasOwn(PLACEHOLDERS, name),
  );
  return unknown && `has no ${unknown[0]}; there are {${Object.keys(PLACEHOLDERS).join('}, {')}}`;
}

/** The template with everything in its place. What comes from calls and users is one line each, and is not filled again. */
export function fillTemplate({ subject, text }: MailTemplate, about: MailSubject): MailTemplate {
  const fill = (template: string) =>
    template.replace(PLACEHOLDER, (whole, name: string) => {
      const value = Object.hasOwn(PLACEHOLDERS, name) ? PLACEHOLDERS[name]?.(about) : whole;
      return oneLine(value ?? 'unknown');
    });
  return { subject: oneLine(fill(subject), 4 * MAX_VALUE), text: fill(text) };
}

/** Without what could end a header or a line (RFC 5322, 2.2), or turn its direction, and not too long. */
export function oneLine(text: string, max = MAX_VALUE): string {
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ')
    .slice(0, max)
    .toWellFormed()
    .trim();
}

function nameOf({ firstName, lastName }: { firstName?: string; lastName?: string }) {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : name;
}

/** Year, month and day first, as nobody misreads it, and with the zone: 2026-01-31 14:00 GMT+1. */
function timeIn(timeZone: string, at: number): string {
  const format = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  const zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return `${new Intl.DateTimeFormat('sv-SE', format).format(at)} ${zone?.value ?? timeZone}`;
}

/** Hours, minutes and seconds. */
function clockTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
