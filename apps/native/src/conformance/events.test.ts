import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventClient } from '../testing/event-client.ts';
import {
  ACME,
  configured,
  type NativeFixture,
  nativeFixture,
  OTHER,
  recordingFor10s,
  serveNative,
  UNKNOWN,
} from '../testing/native-fixture.ts';

let native: NativeFixture;
let server: Awaited<ReturnType<typeof serveNative>>;
let clients: EventClient[];
beforeEach(async () => {
  native = nativeFixture();
  clients = [];
  server = await serveNative();
});
afterEach(async () => {
  for (const client of clients) client.leave();
  await server.close();
});

async function connect(query = '', options: { key?: string; after?: string } = {}) {
  const client = await EventClient.connect(`${server.url}/events${query}`, options);
  clients.push(client);
  return client;
}

/** Connected, with the message that every stream begins with behind it. */
async function follow(query = '', options: { key?: string; after?: string } = {}) {
  const client = await connect(query, options);
  expect(client.response.status).toBe(200);
  expect(await client.next()).toEqual({ id: expect.stringMatching(/^\d+$/) });
  return client;
}

const finish = (id: string) => native.request('post', `/recordings/${id}/stop`).expect(200);

describe('GET /events', () => {
  test('sends events of sessions and recordings in order, with an id if they are kept', async () => {
    const client = await follow();
    expect(client.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const { id, session } = await recordingFor10s(native, { name: 'x' });
    await finish(id);
    const messages = [];
    while (messages.at(-1)?.event !== 'recording.finished') messages.push(await client.next());
    expect(messages.map((message) => [message?.event, message?.id !== undefined])).toEqual([
      ['session.started', false],
      ['recording.queued', false],
      ['recording.started', true],
      ['recording.finishing', false],
      ['recording.finished', true],
    ]);
    expect(messages[0]?.data).toMatchObject({ type: 'session.started', data: { id: session.id } });
    expect(messages.at(-1)?.data).toMatchObject({
      type: 'recording.finished',
      timestamp: '2026-01-02T03:04:15.000Z',
      data: { id, name: 'x', state: 'done', durationMs: 10_000 },
    });
  });

  test('continues after the last received event, without loss or repetition', async () => {
    const client = await follow('?type=recording.started&type=recording.finished');
    const first = await recordingFor10s(native);
    expect(await client.types(1)).toEqual(['recording.started']);
    client.leave();
    await finish(first.id);
    const second = await recordingFor10s(native);
    await finish(second.id);
    const again = await follow('?type=recording.started&type=recording.finished', {
      after: client.lastEventId ?? '',
    });
    const resumed = [await again.next(), await again.next(), await again.next()];
    expect(resumed.map((message) => [message?.event, message?.data?.data.id])).toEqual([
      ['recording.finished', first.id],
      ['recording.started', second.id],
      ['recording.finished', second.id],
    ]);
    await native.request('patch', `/recordings/${second.id}`).send({ note: 'n' }).expect(200);
    const third = await recordingFor10s(native);
    expect((await again.next())?.data).toMatchObject({ data: { id: third.id } });
  });

  test('filters by recording and by session', async () => {
    const { id, session } = await recordingFor10s(native);
    const ofRecording = await follow(`?recordingId=${id.toUpperCase()}`);
    const ofSession = await follow(`?sessionId=${session.id}`);
    await recordingFor10s(native);
    await finish(id);
    await native.core.hangUp(session);
    expect(await ofRecording.types(2)).toEqual(['recording.finishing', 'recording.finished']);
    expect(await ofSession.types(3)).toEqual([
      'recording.finishing',
      'recording.finished',
      'session.ended',
    ]);
  });

  test('sends no events of another account, and no pressed keys', async () => {
    const client = await follow('', { key: 'acme-viewer' });
    const other = await native.core.liveSession(OTHER);
    await native.request('post', '/recordings', 'other-admin').send({ sessionId: other.id });
    const session = await native.core.liveSession(ACME);
    const at = native.core.clock.now();
    native.core.events.publish({ type: 'session.dtmf', at, accountId: ACME, session, digit: '5' });
    await native.core.hangUp(session);
    expect(await client.types(2)).toEqual(['session.started', 'session.ended']);
  });

  test('has a heartbeat with the id up to which all events have been sent', async () => {
    const client = await follow(`?recordingId=${UNKNOWN}`);
    const begun = Number(client.lastEventId);
    await recordingFor10s(native);
    native.core.clock.advance(15_000);
    let beat = await client.next();
    // A first one may have come before the event was read from the journal.
    if (Number(beat?.id) === begun) {
      native.core.clock.advance(15_000);
      beat = await client.next();
    }
    expect(beat).toEqual({ id: String(begun + 1) });
  });

  test('responds with 410 if the next events are no longer kept, or never existed', async () => {
    for (const _ of [1, 2]) await finish((await recordingFor10s(native)).id);
    const { journal, outbox } = native.core.catalog;
    const { last } = await journal.span();
    await outbox.plan(last, []);
    await journal.forget({ before: 0, atMost: 2 }, 100);
    const refused = await connect('', { after: String(last - 3) });
    expect(refused.response.status).toBe(410);
    expect(await refused.response.json()).toMatchObject({
      code: 'events-not-kept',
      oldest: last - 2,
      newest: last,
    });
    expect((await connect('', { after: String(last + 1) })).response.status).toBe(410);
    const kept = await follow('', { after: String(last - 2) });
    expect(await kept.types(2)).toEqual(['recording.started', 'recording.finished']);
  });

  test.each(['-1', '1.5', 'x', '9'.repeat(16)])('rejects Last-Event-ID %s: 400', async (after) => {
    expect((await connect('', { after })).response.status).toBe(400);
  });

  test('rejects unknown types, and more than a hundred streams per account', async () => {
    expect((await connect('?type=recording.lost')).response.status).toBe(400);
    for (let n = 0; n < 100; n += 1) await follow();
    const refused = await connect();
    expect(refused.response.status).toBe(503);
    expect(await refused.response.json()).toMatchObject({ code: 'busy' });
    await follow('', { key: 'other-admin' });
  });

  test.each([
    ['with a name', 'acme-admin'],
    ['without a name', 'acme-viewer'],
  ])('ends the streams of a key %s that is no longer configured', async (_what, removed) => {
    const before = configured.value;
    const [client, other] = [
      await follow('', { key: removed }),
      await follow('', { key: 'manager' }),
    ];
    try {
      configured.replace(
        before.map((account) => {
          const keys = account.api.keys.filter(({ key }) => key !== removed);
          return { ...account, api: { keys } };
        }),
      );
      expect(await client.next()).toBeUndefined();
      await native.core.liveSession(OTHER, {});
      expect(await other.types(1)).toEqual(['session.started']);
    } finally {
      configured.replace(before);
    }
  });
});
