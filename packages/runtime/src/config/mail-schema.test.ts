import { expect, test } from 'vitest';
import { configSchema } from '../testing/neutral-config.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const MAIL = { host: 'smtp.example.com', from: 'Recorder <recorder@example.com>' };

/** The places that are wrong. */
function wrong(mail: object | undefined, user: object = {}): string[] {
  const users = [{ username: 'ann', ...user }];
  const given = {
    accounts: [{ id: ID, name: 'acme', users }],
    ...(mail === undefined ? {} : { mail }),
  };
  const { error } = configSchema.safeParse(given);
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
}

test('mail needs a server and a sender; it goes by STARTTLS unless configured otherwise', () => {
  expect(configSchema.parse({ accounts: [{ id: ID, name: 'acme' }], mail: MAIL }).mail).toEqual({
    ...MAIL,
    ...{ port: 587, secure: false, requireTls: true, timeoutMs: 30_000 },
    subject: 'Call with {remote} on {started}',
    timeZone: 'UTC',
    maxAttachmentBytes: 10 * 1024 * 1024,
  });
  expect(wrong({})).toEqual(['mail.host', 'mail.from']);
});

test.each<[object, string]>([
  [{ user: 'a' }, 'mail.password'],
  [{ password: 'a' }, 'mail.user'],
  [{ user: 'a', password: 'scrypt:16384:8:1:AAAA:BBBB' }, 'mail.password'],
  [{ subject: 'Call {id} {nothing}' }, 'mail.subject'],
  [{ text: '{constructor}' }, 'mail.text'],
  [{ from: 'a@b\nBcc: c@d' }, 'mail.from'],
  [{ timeZone: 'Mars' }, 'mail.timeZone'],
  [{ port: 0 }, 'mail.port'],
])('%j is wrong', (settings, place) => {
  expect(wrong({ ...MAIL, ...settings })).toEqual([place]);
});

test('a user who wants mail has an address', () => {
  const email = 'ann@example.com';
  expect(wrong(MAIL, { email, mail: 'file' })).toEqual([]);
  expect(wrong(MAIL, { mail: 'none' })).toEqual([]);
  expect(wrong(MAIL, { mail: 'link' })).toEqual(['accounts.0.users.0.email']);
  expect(wrong(MAIL, { email: 'Ann <a@b>', mail: 'link' })).toEqual(['accounts.0.users.0.email']);
});
