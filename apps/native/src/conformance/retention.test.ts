import { describe, expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  recordingFor10s,
  UNKNOWN,
} from '../testing/native-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;

/** An ended recording of line 101, whose calls are kept for seven days. */
async function stored(native: NativeFixture): Promise<string> {
  const { id } = await recordingFor10s(native);
  await native.request('post', `/recordings/${id}/stop`);
  return id;
}

describe('GET /retention/preview', () => {
  test('lists what would be deleted, and deletes nothing', async () => {
    const native = nativeFixture();
    const ids = [await stored(native), await stored(native), await stored(native)];
    const none = await native.request('get', '/retention/preview');
    expect(none.body).toMatchObject({ count: 0, bytes: 0, recordings: [] });
    native.core.clock.advance(7 * DAY);
    const first = await native.request('get', '/retention/preview?limit=2', 'acme-viewer');
    expect(first.body).toMatchObject({ count: 3, bytes: 3 * 160_044 });
    const seen: string[] = [];
    let page = first;
    for (;;) {
      seen.push(...page.body.recordings.map(({ id }: { id: string }) => id));
      if (page.body.next === undefined) break;
      const after = encodeURIComponent(page.body.next);
      page = await native.request('get', `/retention/preview?limit=2&after=${after}`);
      expect(page.body).not.toHaveProperty('count');
    }
    expect(seen).toEqual(ids);
    expect((await native.request('get', '/recordings')).body.recordings).toHaveLength(3);
  });

  test.each(['limit=0', 'after=x', 'after=9.'])('%s: 400', async (query) => {
    expect((await nativeFixture().request('get', `/retention/preview?${query}`)).status).toBe(400);
  });
});

describe('PUT and DELETE /recordings/{id}/preserved', () => {
  test('exempt a recording from retention, and end that', async () => {
    const native = nativeFixture();
    const id = await stored(native);
    native.core.clock.advance(8 * DAY);
    const count = async () => (await native.request('get', '/retention/preview')).body.count;
    expect(await count()).toBe(1);
    const path = `/recordings/${id}/preserved`;
    const preserved = await native.request('put', path);
    expect(preserved.status).toBe(200);
    expect(preserved.body).toMatchObject({ id, preserved: true, preservingUsername: 'desktop' });
    expect(await count()).toBe(0);
    const released = await native.request('delete', path);
    expect(released.status).toBe(200);
    expect(released.body).not.toHaveProperty('preserved');
    expect(await count()).toBe(1);
    const { entries } = (await native.request('get', '/audit?limit=2')).body;
    expect(entries).toMatchObject([
      { action: 'recording.release', recordingId: id },
      { action: 'recording.preserve', recordingId: id },
    ]);
  });

  test('work on a live recording, and last beyond its end', async () => {
    const native = nativeFixture();
    const { id } = await recordingFor10s(native, { name: 'x' });
    const path = `/recordings/${id}`;
    const mark = { id, preserved: true, preservingUsername: 'desktop' };
    const preserved = await native.request('put', `${path}/preserved`).expect(200);
    expect(preserved.body).toMatchObject({ ...mark, state: 'recording' });
    const paused = await native.request('post', `${path}/pause`).expect(200);
    expect(paused.body).toMatchObject({ ...mark, state: 'paused' });
    const refused = await native.request('delete', path).expect(409);
    expect(refused.body).toMatchObject({ status: 409, code: 'recording-preserved' });

    const done = await native.request('post', `${path}/stop`).expect(200);
    expect(done.body).toMatchObject({ ...mark, state: 'done' });
    await native.request('delete', path).expect(409);
    const { id: sessionId } = await native.core.liveSession(ACME);
    for (const ifExists of ['overwrite', 'append']) {
      const start = { sessionId, name: 'x', ifExists };
      const { body } = await native.request('post', '/recordings').send(start).expect(409);
      expect(body.code).toBe('recording-preserved');
    }
    await native.request('delete', `${path}/preserved`).expect(200);
    await native.request('delete', path).expect(204);
  });

  test('require an existing recording, and the permission to change it', async () => {
    const native = nativeFixture();
    const id = await stored(native);
    expect((await native.request('put', `/recordings/${UNKNOWN}/preserved`)).status).toBe(404);
    const path = `/recordings/${id}/preserved`;
    expect((await native.request('put', path, 'acme-viewer')).status).toBe(403);
    expect((await native.request('put', path, 'other-admin')).status).toBe(404);
  });
});
