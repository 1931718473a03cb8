import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import {
  deleteRecording,
  describeSession,
  putUser,
  type Recording,
  removeUser,
  startRecording,
  stopRecording,
  type User,
} from '@tricord/core';
import { createTestCore, type TestCore, testUser } from '@tricord/testkit';
import { Outbox } from '@tricord/webhooks';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecordingMails } from './recording-mails.ts';
import { SmtpSender, type SmtpSettings } from './smtp-sender.ts';
import { MailServer } from './testing/mail-server.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const ANN = testUser('ann', {
  firstName: 'Ann',
  lastName: 'Lee',
  email: 'ann.lee@example.com',
  mail: 'link',
  role: 'reader',
});

let core: TestCore;
let toClose: { close(): Promise<unknown> }[];
beforeEach(() => {
  core = createTestCore();
  toClose = [];
});
afterEach(async () => {
  for (const one of toClose.toReversed()) await one.close();
});

async function server(...options: Parameters<typeof MailServer.open>): Promise<MailServer> {
  const opened = await MailServer.open(...options);
  toClose.push(opened);
  return opened;
}

/** An outbox that mails by the server on that port; the first wait is a second, and the third failure is the last. */
function mailing(
  port: number,
  settings: Partial<SmtpSettings> = {},
  maxAttachmentBytes = 2e6,
): Outbox {
  const sender = new SmtpSender({
    ...{ host: '127.0.0.1', port, secure: false, requireTls: false, timeoutMs: 5000 },
    ...settings,
  });
  const mails = new RecordingMails(
    { ...core, sender, linkTo: ({ id }) => `https://rec.example.com/${id}` },
    {
      from: 'Recorder <recorder@example.com>',
      template: {
        subject: 'Call with {remote}',
        text: '{name}: {started}, {duration}, {direction}, {localNumber}, {remoteNumber}\n{link}\n',
      },
      timeZone: 'Europe/Rome',
      maxAttachmentBytes,
    },
  );
  const { outbox, journal } = core.catalog;
  const made = new Outbox(
    {
      ...core,
      outbox,
      journal,
      sender: { send: () => Promise.reject(new Error('nothing is sent by HTTP')) },
      logger: { error: () => undefined, warn: () => undefined } as never,
      metrics: { count: () => undefined, expect: () => undefined },
      random: () => 0.5,
    },
    {
      ...{ maxAttempts: 3, firstRetryMs: 1000, maxRetryMs: 60_000, concurrency: 4, perServer: 2 },
      ...{ keepDeliveredMs: 1e9, keepDeadMs: 1e9, keepEventsMs: 1e9, keepEvents: 1000 },
    },
  );
  made.start([mails]);
  toClose.push(made);
  return made;
}

async function record(
  user: User | undefined,
  call: object = {},
  durationMs = 73_000,
): Promise<Recording> {
  if (user !== undefined) await putUser(core, ACME, user);
  const { id } = await core.liveSession(ACME, {});
  await describeSession(core, ACME, id, {
    ...(user === undefined ? {} : { username: user.username }),
    direction: 'incoming',
    local: { phoneNumber: '101' },
    remote: { firstName: 'Jo', phoneNumber: '+1555' },
    ...call,
  });
  const started = await startRecording(core, {
    accountId: ACME,
    target: { sessionId: id },
    origin: { via: 'test' },
  });
  core.clock.advance(durationMs);
  const { ended } = await stopRecording(core, ACME, { id: started.id });
  if (ended === undefined) throw new Error('not settled');
  return ended;
}

async function pass(outbox: Outbox, ms = 0): Promise<void> {
  core.clock.advance(ms);
  await new Promise(setImmediate);
  await outbox.idle();
}

const deliveries = async () =>
  (await core.catalog.deliveries.list({ accountId: ACME, limit: 100 })).items;

test('a user gets a mail with a link, by template', async () => {
  const smtp = await server();
  const outbox = mailing(smtp.port);
  const { id } = await record(ANN);
  await pass(outbox);
  const [mail] = smtp.arrived;
  expect(smtp.arrived).toHaveLength(1);
  expect(mail?.parsed).toMatchObject({
    subject: 'Call with Jo',
    from: { value: [{ name: 'Recorder', address: 'recorder@example.com' }] },
    to: { value: [{ name: 'Ann Lee', address: 'ann.lee@example.com' }] },
    attachments: [],
  });
  expect(mail?.parsed.text?.trim()).toBe(
    `Ann Lee: 2026-01-02 04:04 GMT+1, 00:01:13, incoming, 101, +1555\nhttps://rec.example.com/${id}`,
  );
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({
    kind: 'mail',
    url: 'mailto:ann.lee@example.com',
    state: 'delivered',
  });
  expect(mail?.parsed.messageId).toBe(`<${delivery?.id}@tricord>`);
  expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
});

test('a user gets the audio, which is a download in the audit log; too long audio is a link', async () => {
  const smtp = await server();
  const outbox = mailing(smtp.port);
  const { id, media } = await record({ ...ANN, mail: 'file' });
  await pass(outbox);
  const [attached] = smtp.arrived[0]?.parsed.attachments ?? [];
  expect(attached).toMatchObject({
    contentType: 'audio/mpeg',
    filename: `20260102T030405Z_${id}.mp3`,
    size: media?.bytes,
  });
  const { items } = await core.catalog.audit.list({ accountId: ACME, limit: 10 });
  expect(items.find(({ action }) => action === 'recording.download')).toMatchObject({
    recordingId: id,
    actor: { username: 'ann', via: 'mail' },
  });
  await outbox.close();
  const small = mailing(smtp.port, {}, 10);
  await record({ ...ANN, mail: 'file' });
  await pass(small);
  expect(smtp.arrived[1]?.parsed.attachments).toEqual([]);
  expect(smtp.arrived[1]?.parsed.text).toContain('https://rec.example.com/');
});

test.each<[string, User | undefined]>([
  ['the user does not want it', { ...ANN, mail: 'none' }],
  ['the user has not asked for it', testUser('ann', { email: 'ann@example.com' })],
  ['the call is of no user', undefined],
])('no mail is sent if %s', async (_why, user) => {
  const smtp = await server();
  const outbox = mailing(smtp.port);
  await record(user);
  await pass(outbox);
  expect(smtp.arrived).toEqual([]);
  expect(await deliveries()).toEqual([]);
});

test('no mail is sent about a recording that ended without audio', async () => {
  const smtp = await server();
  const outbox = mailing(smtp.port);
  const { state } = await record(ANN, {}, 0);
  expect(state).toBe('done');
  await pass(outbox);
  expect(smtp.arrived).toEqual([]);
  expect(await deliveries()).toEqual([]);
});

test('mail waits for a server that is down, and is sent once it is up', async () => {
  const down = await MailServer.open();
  const { port } = down;
  await down.close();
  const outbox = mailing(port);
  await record(ANN);
  await pass(outbox);
  expect(await deliveries()).toMatchObject([
    { state: 'pending', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') },
  ]);
  const up = await server({}, port);
  await pass(outbox, 1000);
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  expect(up.arrived).toHaveLength(1);
});

test('what the server refuses for good is given up at once, and what it cannot take now is tried again', async () => {
  const answer = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
  let code = 550;
  const smtp = await server({
    onRcptTo: (_address, _session, done) => done(code === 250 ? null : answer(code)),
  });
  const outbox = mailing(smtp.port);
  await record(ANN);
  await pass(outbox);
  expect(await deliveries()).toMatchObject([
    { state: 'dead', attempts: 1, lastError: expect.stringContaining('550') },
  ]);
  code = 451;
  await record(ANN);
  await pass(outbox);
  expect((await deliveries())[0]).toMatchObject({ state: 'pending', attempts: 1 });
  code = 250;
  await pass(outbox, 1000);
  expect((await deliveries())[0]).toMatchObject({ state: 'delivered' });
});

test('what a server says is kept as one line of printable text', async () => {
  const said = `no\u001b[2J\r\n550 \u202e${'x'.repeat(1000)}`;
  const smtp = await server({
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error(said), { responseCode: 550 })),
  });
  const outbox = mailing(smtp.port);
  await record(ANN);
  await pass(outbox);
  const [delivery] = await deliveries();
  expect(delivery?.lastError).toMatch(/no \[2J/);
  expect(delivery?.lastError).toMatch(/^[\x20-\x7e]{100,256}$/);
});

test('credentials go through TLS alone; wrong ones are tried again', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const smtp = await server({
    ...{ key, cert, authOptional: false },
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('Wrong')),
  });
  const tls = { host: 'localhost', ca: cert, requireTls: true, user: 'recorder' };
  const outbox = mailing(smtp.port, { ...tls, password: 'right' });
  await record(ANN);
  await pass(outbox);
  expect(smtp.arrived).toMatchObject([{ secure: true, user: 'recorder' }]);
  await outbox.close();

  const wrong = mailing(smtp.port, { ...tls, password: 'wrong' });
  await record(ANN);
  await pass(wrong);
  expect((await deliveries())[0]).toMatchObject({ state: 'pending', attempts: 1 });
  await wrong.close();

  const plain = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
  const strict = mailing(plain.port, { ...tls, password: 'right' });
  await pass(strict, 60_000);
  expect((await deliveries())[0]).toMatchObject({ state: 'pending', attempts: 2 });
  expect(plain.arrived).toEqual([]);
});

test('a relay that needs no TLS may have a certificate of nobody known', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const smtp = await server({ key, cert });
  const outbox = mailing(smtp.port);
  await record(ANN);
  await pass(outbox);
  expect(smtp.arrived).toMatchObject([{ secure: true }]);
});

test('a certificate of nobody known is refused', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const smtp = await server({ key, cert, secure: true });
  const outbox = mailing(smtp.port, { host: 'localhost', secure: true });
  await record(ANN);
  await pass(outbox);
  expect(await deliveries()).toMatchObject([
    { state: 'pending', lastError: expect.stringMatching(/self.signed/i) },
  ]);
  expect(smtp.arrived).toEqual([]);
});

test('names and numbers cannot add headers, receivers or placeholders', async () => {
  const smtp = await server();
  const outbox = mailing(smtp.port);
  const evil = 'Jo\r\nBcc: eve@example.com\r\n\r\n{link} <eve@example.com>,';
  await record(
    { ...ANN, firstName: '"Ann" <eve@example.com>,', lastName: 'Lee\u0085x'.replace('\u0085', '') },
    {
      remote: { firstName: evil, phoneNumber: evil },
    },
  );
  await pass(outbox);
  const [mail] = smtp.arrived;
  expect(mail?.parsed.bcc).toBeUndefined();
  expect(mail?.parsed.to).toMatchObject({
    value: [{ name: '"Ann" <eve@example.com>, Leex', address: 'ann.lee@example.com' }],
  });
  expect(mail?.parsed.subject).toBe('Call with Jo Bcc: eve@example.com {link} <eve@example.com>,');
  expect(mail?.source).not.toMatch(/^bcc:/im);
});

test('a user who is gone, or has another address by then, and a deleted recording: nothing is sent', async () => {
  const down = await MailServer.open();
  const { port } = down;
  await down.close();
  const outbox = mailing(port);
  await record(ANN);
  const deleted = await record({ ...ANN, username: 'bob', email: 'bob@example.com' });
  await record({ ...ANN, username: 'cleo', email: 'cleo@example.com' });
  await pass(outbox);
  await removeUser(core, ACME, 'ann');
  await deleteRecording(core, ACME, { id: deleted.id });
  await putUser(core, ACME, { ...ANN, username: 'cleo', email: 'other@example.com' });
  const up = await server({}, port);
  await pass(outbox, 1000);
  await pass(outbox, 60_000);
  expect(up.arrived).toEqual([]);
  expect((await deliveries()).map(({ state }) => state)).toEqual(['dead', 'dead', 'dead']);
});

/** A server that begins an answer to every command, and never ends it. */
async function tarpit(): Promise<{ port: number; connections: Set<Socket> }> {
  const connections = new Set<Socket>();
  const endless = createServer((socket) => {
    connections.add(socket);
    const lines = setInterval(() => socket.write('250-still busy\r\n'), 20);
    socket.on('close', () => {
      clearInterval(lines);
      connections.delete(socket);
    });
    socket.on('error', () => undefined);
    socket.resume().write('220 welcome\r\n');
  });
  await once(endless.listen(0, '127.0.0.1'), 'listening');
  toClose.push({ close: async () => endless.close() });
  return { port: (endless.address() as AddressInfo).port, connections };
}

const gone = (connections: Set<Socket>) => expect.poll(() => connections.size).toBe(0);

test('a server whose answers never end is given up and left, and tried again', async () => {
  const { port, connections } = await tarpit();
  const outbox = mailing(port, { timeoutMs: 100 });
  await record(ANN);
  await pass(outbox);
  const lastError = 'The server has not taken the mail within 1000 ms';
  expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 1, lastError }]);
  await gone(connections);
});

test('a shutdown leaves a server that is still answering', async () => {
  const { port, connections } = await tarpit();
  const outbox = mailing(port);
  await record(ANN);
  await expect.poll(() => connections.size).toBe(1);
  await outbox.close();
  await gone(connections);
  expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }]);
});
