import { describe, expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  OTHER,
  recordingFor10s,
  UNKNOWN,
} from '../testing/native-fixture.ts';

/** A recording that was started, stopped and fetched. */
async function fetched(native: NativeFixture): Promise<string> {
  const { id } = await recordingFor10s(native);
  await native.request('post', `/recordings/${id}/stop`);
  await native.request('head', `/recordings/${id}/media`);
  await native.request('get', `/recordings/${id}/media.wav`);
  return id;
}

const actionsOf = (body: { entries: { action: string }[] }) =>
  body.entries.map(({ action }) => action);

describe('GET /audit', () => {
  test('lists actions with their actors, newest first, in pages', async () => {
    const native = nativeFixture();
    const id = await fetched(native);
    const { status, body } = await native.request('get', '/audit');
    expect(status).toBe(200);
    expect(actionsOf(body)).toEqual(['recording.download', 'recording.stop', 'recording.start']);
    expect(body.entries[0]).toMatchObject({
      seq: 3,
      actor: {
        username: 'desktop',
        via: 'native',
        address: expect.stringMatching(/127\.0\.0\.1$/),
      },
      event: 'Download Recording',
      recordingId: id,
      details: { container: 'wav' },
      prevHash: body.entries[1].hash,
    });
    const first = await native.request('get', '/audit?limit=2&order=oldest');
    expect(actionsOf(first.body)).toEqual(['recording.start', 'recording.stop']);
    const after = encodeURIComponent(first.body.next);
    const rest = await native.request('get', `/audit?limit=2&order=oldest&after=${after}`);
    expect(actionsOf(rest.body)).toEqual(['recording.download']);
    expect(rest.body).not.toHaveProperty('next');
  });

  test('filters by recording, user, action and time', async () => {
    const native = nativeFixture();
    const id = await fetched(native);
    const count = async (query: string) =>
      (await native.request('get', `/audit?${query}`)).body.entries.length;
    expect(await count(`recordingId=${id.toUpperCase()}`)).toBe(3);
    expect(await count(`recordingId=${UNKNOWN}`)).toBe(0);
    expect(await count('username=DESKTOP')).toBe(3);
    expect(await count('username=john')).toBe(0);
    expect(await count('action=recording.download')).toBe(1);
    const stopped = new Date(native.core.clock.now()).toISOString();
    expect(await count(`from=${stopped}`)).toBe(2);
    expect(await count(`until=${stopped}`)).toBe(1);
  });

  test.each([
    'limit=0',
    'after=x',
    'action=nothing',
    'from=yesterday',
    'recordingId=1',
    'username=',
  ])('%s: 400', async (query) => {
    expect((await nativeFixture().request('get', `/audit?${query}`)).status).toBe(400);
  });

  test('is only for administrators of the account', async () => {
    const native = nativeFixture();
    await fetched(native);
    for (const path of ['/audit', '/audit/export.csv', '/audit/verify']) {
      const refused = await native.request('get', path, 'acme-viewer');
      expect(refused.status).toBe(403);
      expect(refused.body.code).toBe('forbidden');
    }
    expect((await native.request('get', '/audit', 'other-admin')).body.entries).toEqual([]);
  });
});

describe('GET /audit/export.csv', () => {
  test('contains all entries as a table, oldest first', async () => {
    const native = nativeFixture();
    const id = await fetched(native);
    await native.core.catalog.audit.append({
      at: native.core.clock.now(),
      accountId: ACME,
      actor: { username: '=cmd()', via: 'test' },
      action: 'directory.change',
      subject: 'a "quoted", name\nof two lines',
      details: { change: 'put' },
    });
    const { status, headers, text } = await native.request('get', '/audit/export.csv');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename=audit.csv');
    const [head, start, ...rest] = text.replace('\uFEFF', '').split('\r\n');
    expect(head).toBe(
      'seq,time,event,username,via,address,recordingId,subject,details,action,prevHash,hash',
    );
    expect(start).toContain('1,2026-01-02T03:04:05.000Z,Start Recording,desktop,native,');
    expect(rest[1]).toContain(`Download Recording,desktop,native,`);
    expect(rest[1]).toContain(`,${id},,"{""container"":""wav""}",recording.download,`);
    expect(rest[2]).toContain(
      `Change Directory,'=cmd(),test,,,"a ""quoted"", name\nof two lines",`,
    );
    expect(rest[3]).toBe('');
  });

  test('contains each of many entries once, and respects filters', async () => {
    const native = nativeFixture();
    for (let n = 0; n < 1203; n += 1) {
      await native.core.catalog.audit.append({
        at: n,
        accountId: ACME,
        actor: { username: n % 2 === 0 ? 'even' : 'odd', via: 'test' },
        action: 'recording.download',
        details: {},
      });
    }
    const seqs = async (query: string) => {
      const { text } = await native.request('get', `/audit/export.csv${query}`);
      return text
        .split('\r\n')
        .slice(1, -1)
        .map((row) => Number(row.split(',')[0]));
    };
    expect(await seqs('')).toEqual(Array.from({ length: 1203 }, (_, n) => n + 1));
    expect(await seqs('?username=odd')).toHaveLength(601);
    const time = 'from=1970-01-01T00:00:00.010Z&until=1970-01-01T00:00:00.012Z';
    expect(await seqs(`?${time}`)).toEqual([11, 12]);
  });
});

describe('GET /audit/verify', () => {
  test('reports that the log is intact, and its end', async () => {
    const native = nativeFixture();
    expect((await native.request('get', '/audit/verify')).body).toEqual({
      intact: true,
      entries: 0,
    });
    await fetched(native);
    const { body } = await native.request('get', '/audit/verify');
    expect(body).toMatchObject({ intact: true, entries: 3, head: { seq: 3 } });
    await recordingFor10s(native);
    const { seq, hash } = body.head;
    const later = await native.request('get', `/audit/verify?seq=${seq}&hash=${hash}`);
    expect(later.body).toMatchObject({ intact: true, entries: 4 });
  });

  test('reports the broken entry', async () => {
    const native = nativeFixture();
    await fetched(native);
    const other = 'f'.repeat(64);
    const { status, body } = await native.request('get', `/audit/verify?seq=2&hash=${other}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      intact: false,
      entries: 1,
      broken: { seq: 2, damage: 'unexpected' },
    });
  });

  test.each(['seq=1', `hash=${'f'.repeat(64)}`, 'seq=0&hash=x'])('%s: 400', async (query) => {
    expect((await nativeFixture().request('get', `/audit/verify?${query}`)).status).toBe(400);
  });
});

test('a download that cannot be audited is refused: 500', async () => {
  const native = nativeFixture();
  const id = await fetched(native);
  native.core.catalog.audit.full = true;
  expect((await native.request('get', `/recordings/${id}/media`)).status).toBe(500);
  expect((await native.request('head', `/recordings/${id}/media`)).status).toBe(200);
  expect((await native.request('delete', `/recordings/${id}`)).status).toBe(500);
  expect((await native.request('get', `/recordings/${id}`)).status).toBe(200);
  expect(await native.core.catalog.audit.accounts()).not.toContain(OTHER);
});
