import type { NewDelivery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  recordingFor10s,
  timesWoken,
  UNKNOWN,
} from '../testing/native-fixture.ts';

const PATH = '/webhooks/deliveries';

/** This many deliveries about one recording, each to its own receiver; the first one is dead. */
async function deliveries(native: NativeFixture, count: number) {
  const { core } = native;
  const { id: recordingId } = await recordingFor10s(native);
  const recording = await core.catalog.recordings.get(ACME, recordingId);
  if (recording === undefined) throw new Error('not recorded');
  const made = Array.from({ length: count }, (_, n): NewDelivery => {
    core.clock.advance(1);
    const at = core.clock.now();
    const event = { type: 'recording.started', at, accountId: ACME, recording } as const;
    const url = `https://me:secret@example.com/${n}?call=1&sig_token=secret`;
    return { id: core.ids.uuid(), kind: 'webhook', url, event, createdAt: at };
  });
  await core.catalog.outbox.plan(0, made);
  const ids = made.map(({ id }) => id);
  const outcome = { state: 'dead', at: core.clock.now(), status: 410, error: 'Gone' } as const;
  await core.catalog.outbox.saveOutcome(ids[0] ?? '', outcome);
  return { recordingId, ids };
}

describe('GET /webhooks/deliveries', () => {
  test('lists deliveries, newest first, in pages', async () => {
    const native = nativeFixture();
    const { ids } = await deliveries(native, 3);
    const first = await native.request('get', `${PATH}?limit=2`);
    expect(first.status).toBe(200);
    const idsOf = (body: { deliveries: { id: string }[] }) => body.deliveries.map(({ id }) => id);
    expect(idsOf(first.body)).toEqual([ids[2], ids[1]]);
    const next = encodeURIComponent(first.body.next);
    const second = await native.request('get', `${PATH}?limit=2&after=${next}`);
    expect(idsOf(second.body)).toEqual([ids[0]]);
    expect(second.body).not.toHaveProperty('next');
  });

  test('filters by state and by recording', async () => {
    const native = nativeFixture();
    const { recordingId, ids } = await deliveries(native, 3);
    const count = async (query: string) =>
      (await native.request('get', `${PATH}?${query}`)).body.deliveries.length;
    expect(await count('state=dead')).toBe(1);
    expect(await count('state=pending')).toBe(2);
    expect(await count('state=pending&state=dead')).toBe(3);
    expect(await count('state=delivered')).toBe(0);
    expect(await count(`recordingId=${recordingId.toUpperCase()}`)).toBe(3);
    expect(await count(`recordingId=${ids[0]}`)).toBe(0);
  });

  test.each(['state=gone', 'recordingId=x', 'limit=0', 'after=nonsense'])(
    '%s: 400',
    async (query) => {
      const { status } = await nativeFixture().request('get', `${PATH}?${query}`);
      expect(status).toBe(400);
    },
  );

  test('does not show those of other accounts', async () => {
    const native = nativeFixture();
    const { ids } = await deliveries(native, 1);
    const { body } = await native.request('get', PATH, 'other-admin');
    expect(body).toEqual({ deliveries: [] });
    for (const [method, path] of [
      ['get', `${PATH}/${ids[0]}`],
      ['post', `${PATH}/${ids[0]}/replay`],
    ] as const) {
      expect((await native.request(method, path, 'other-admin')).status).toBe(404);
    }
    const replayed = await native.request('post', `${PATH}/replay`, 'other-admin');
    expect(replayed.body).toEqual({ replayed: 0 });
  });
});

describe('GET /webhooks/deliveries/{id}', () => {
  test('shows all details, except for a password and secrets of the query', async () => {
    const native = nativeFixture();
    const { recordingId, ids } = await deliveries(native, 1);
    const [id] = ids;
    const { status, body } = await native.request('get', `${PATH}/${id}`);
    expect([status, body]).toEqual([
      200,
      {
        id,
        kind: 'webhook',
        url: 'https://me:***@example.com/0?call=1&sig_token=***',
        event: 'recording.started',
        recordingId,
        state: 'dead',
        attempts: 1,
        createdAt: new Date(native.core.clock.now()).toISOString(),
        endedAt: new Date(native.core.clock.now()).toISOString(),
        lastStatus: 410,
        lastError: 'Gone',
        links: {
          self: `/api/v1${PATH}/${id}`,
          recording: `/api/v1/recordings/${recordingId}`,
        },
      },
    ]);
  });

  test('404 for an unknown one', async () => {
    const { status, body } = await nativeFixture().request('get', `${PATH}/${UNKNOWN}`);
    expect([status, body.code]).toEqual([404, 'delivery-not-found']);
  });
});

describe('POST …/replay', () => {
  test('makes one pending again, and wakes the outbox', async () => {
    const native = nativeFixture();
    const [id] = (await deliveries(native, 1)).ids;
    const before = timesWoken();
    const { status, body } = await native.request('post', `${PATH}/${id}/replay`);
    expect([status, body.state, body.attempts]).toEqual([200, 'pending', 0]);
    expect(body).not.toHaveProperty('endedAt');
    expect(timesWoken()).toBe(before + 1);
    const missing = await native.request('post', `${PATH}/${UNKNOWN}/replay`);
    expect([missing.status, missing.body.code]).toEqual([404, 'delivery-not-found']);
  });

  test('makes exactly the dead ones pending again', async () => {
    const native = nativeFixture();
    const { ids } = await deliveries(native, 3);
    const { core } = native;
    const at = core.clock.now();
    await core.catalog.outbox.saveOutcome(ids[1] ?? '', { state: 'delivered', at, status: 200 });
    const before = timesWoken();
    const { status, body } = await native.request('post', `${PATH}/replay`);
    expect([status, body]).toEqual([200, { replayed: 1 }]);
    expect(timesWoken()).toBe(before + 1);
    const states = (await native.request('get', PATH)).body.deliveries.map(
      (delivery: { state: string }) => delivery.state,
    );
    expect(states).toEqual(['pending', 'delivered', 'pending']);
  });

  test('is not allowed for viewers', async () => {
    const native = nativeFixture();
    const [id] = (await deliveries(native, 1)).ids;
    for (const path of [`${PATH}/${id}/replay`, `${PATH}/replay`]) {
      expect((await native.request('post', path, 'acme-viewer')).status).toBe(403);
    }
    expect((await native.request('get', `${PATH}/${id}`, 'acme-viewer')).status).toBe(200);
  });
});
