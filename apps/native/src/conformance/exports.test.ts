import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Renditions } from '@tricord/core';
import { parse } from 'csv-parse/sync';
import type { Response as Answer, Test } from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ACME,
  configured,
  type NativeFixture,
  nativeFixture,
  recordingFor10s,
  serveNative,
  UNKNOWN,
} from '../testing/native-fixture.ts';
import { readZip } from '../testing/read-zip.ts';

async function stored(native: NativeFixture, start: object = {}): Promise<string> {
  const { id } = await recordingFor10s(native, start);
  await native.request('post', `/recordings/${id}/stop`).expect(200);
  return id;
}

/** Has the body as bytes. */
function asBytes(test: Test): Test {
  return test.buffer(true).parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk) => chunks.push(Buffer.from(chunk, 'binary')));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  });
}

async function exported(answer: Answer) {
  expect(answer.status).toBe(200);
  const files = await readZip(answer.body);
  const manifest = files.get('manifest.csv')?.toString() ?? '';
  const rows: Record<string, string>[] = parse(manifest, { bom: true, columns: true });
  return { files, rows, sums: files.get('SHA256SUMS')?.toString() ?? '' };
}

const sha256 = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? Buffer.of())
    .digest('hex');

describe('POST /exports', () => {
  test('sends the chosen recordings, a manifest and checksums as one zip file', async () => {
    const native = nativeFixture();
    const first = await stored(native, { name: 'x' });
    const second = await stored(native);
    await stored(native);
    await native.request('patch', `/recordings/${first}`).send({ note: 'n', tags: ['a', 'b'] });
    const wanted = { recordingIds: [first, second.toUpperCase(), first] };
    const answer = await asBytes(native.request('post', '/exports').send(wanted));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename=recordings-2026-01-02.zip',
    });
    const { files, rows, sums } = await exported(answer);
    const paths = [
      `recordings/20260102T030405Z_${first}.wav`,
      `recordings/20260102T030415Z_${second}.wav`,
    ];
    expect([...files.keys()]).toEqual([...paths, 'manifest.csv', 'SHA256SUMS']);
    for (const [i, id] of [first, second].entries()) {
      const wav = await asBytes(native.request('get', `/recordings/${id}/media.wav`));
      expect(files.get(paths[i] ?? '')).toEqual(wav.body);
      const { media } = (await native.request('get', `/recordings/${id}`)).body;
      expect(rows[i]).toMatchObject({
        ...{ file: paths[i], id, sha256: media.sha256, bytes: String(media.bytes) },
        ...{ state: 'done', durationMs: '10000', user: 'John', localNumber: '101', problem: '' },
      });
    }
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ name: 'x', note: 'n', tags: 'a; b' });
    expect(sums).toBe(paths.map((path) => `${sha256(files.get(path))}  ${path}\n`).join(''));
  });

  test('accepts the filters of the list, and may be empty', async () => {
    const native = nativeFixture();
    const id = await stored(native, { name: 'x' });
    await stored(native);
    await native.request('patch', `/recordings/${id}`).send({ tags: ['vip'] });
    const post = (filter: object) =>
      asBytes(native.request('post', '/exports').send({ filter, format: 'mp3' }));
    const { rows } = await exported(await post({ tag: ['vip'], q: 'X', state: ['done'] }));
    expect(rows).toMatchObject([{ id, file: expect.stringMatching(/\.mp3$/) }]);
    const nothing = await exported(await post({ remoteNumber: '1' }));
    expect([...nothing.files.keys()]).toEqual(['manifest.csv', 'SHA256SUMS']);
    expect(nothing.rows).toEqual([]);
  });

  test('audits each file as a download', async () => {
    const native = nativeFixture();
    const id = await stored(native);
    await asBytes(native.request('post', '/exports').send({ recordingIds: [id] }));
    const { entries } = (await native.request('get', '/audit?action=recording.download')).body;
    expect(entries).toMatchObject([
      { recordingId: id, actor: { username: 'desktop' }, details: { container: 'wav' } },
    ]);
  });

  test('turns no names into paths or formulas', async () => {
    const native = nativeFixture();
    const id = await stored(native, { name: '../../etc/passwd' });
    const note = '=HYPERLINK("http://x")';
    await native.request('patch', `/recordings/${id}`).send({ note });
    const answer = await asBytes(native.request('post', '/exports').send({ filter: {} }));
    const { files, rows } = await exported(answer);
    expect([...files.keys()][0]).toMatch(/^recordings\/\d{8}T\d{6}Z_[0-9a-f-]{36}\.wav$/);
    expect(rows).toMatchObject([{ name: '../../etc/passwd', note: `'${note}` }]);
  });

  test('lists recordings without intact audio, and continues', async () => {
    const native = nativeFixture();
    const { core } = native;
    const [lost, changed, good] = [
      await stored(native),
      await stored(native),
      await stored(native),
    ];
    const { id: live } = await recordingFor10s(native);
    core.media.damage(lost, 'missing');
    core.media.damage(changed, 'changed');
    const wanted = { recordingIds: [lost, changed, live, good] };
    const { rows, files } = await exported(
      await asBytes(native.request('post', '/exports').send(wanted)),
    );
    expect(rows.map(({ problem }) => problem)).toEqual([
      'media-unreadable',
      'checksum-mismatch',
      'media-not-ready',
      '',
    ]);
    expect(files.size).toBe(4);
  });

  test.each([
    ['neither ids nor a filter', {}, 400],
    ['both', { recordingIds: [UNKNOWN], filter: {} }, 400],
    ['no id', { recordingIds: [] }, 400],
    ['a filter that does not exist', { filter: { color: 'red' } }, 400],
    ['an unknown format', { filter: {}, format: 'ogg' }, 400],
    ['an unknown recording', { recordingIds: [UNKNOWN] }, 404],
  ])('refuses %s', async (_what, wanted, status) => {
    const answer = await nativeFixture().request('post', '/exports').send(wanted);
    expect(answer.status).toBe(status);
  });

  test('rejects more than 10,000 recordings', async () => {
    const native = nativeFixture();
    const items = Array.from({ length: 200 }, () => ({ id: UNKNOWN }));
    native.core.catalog.recordings.list = async () => ({ items: items as never, next: 'more' });
    const answer = await native.request('post', '/exports').send({ filter: {} });
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ path: '/body/filter' }] } });
  });

  test('is allowed for viewers, and not for other accounts', async () => {
    const native = nativeFixture();
    const wanted = { recordingIds: [await stored(native)] };
    const post = (key: string) => asBytes(native.request('post', '/exports', key).send(wanted));
    expect((await post('acme-viewer')).status).toBe(200);
    expect((await post('other-admin')).status).toBe(404);
    expect((await post('nobody')).status).toBe(401);
  });
});

describe('an export that is interrupted', () => {
  /** Serves audio whose second half comes when `source` is pushed to. */
  async function halting() {
    const native = nativeFixture();
    const ids = [await stored(native), await stored(native)];
    const opened: Readable[] = [];
    const open: Renditions['open'] = async () => ({
      bytes: 2_000_000,
      etag: 'x',
      modifiedAt: 0,
      read: async () => {
        const source = new Readable({ read: () => undefined });
        source.push(Buffer.alloc(1_000_000));
        opened.push(source);
        return source;
      },
    });
    Object.assign(native.core.renditions, { open });
    const server = await serveNative();
    const begin = async (key = 'acme-admin') => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const request = httpRequest(`${server.url}/exports`, { method: 'POST', headers });
      request.on('error', () => undefined);
      request.end(JSON.stringify({ recordingIds: ids }));
      const [response]: IncomingMessage[] = await once(request, 'response');
      return { request, response: response as IncomingMessage };
    };
    return { native, server, opened, begin };
  }

  test('stops reading when the client leaves', async () => {
    const { native, server, opened, begin } = await halting();
    const { request, response } = await begin();
    await once(response, 'data');
    const [source] = opened as [Readable];
    const closed = new Promise((resolve) => source.once('close', resolve));
    request.destroy();
    await closed;
    expect(opened).toHaveLength(1);
    const query = { accountId: ACME, action: 'recording.download', limit: 10 } as const;
    expect((await native.core.catalog.audit.list(query)).items).toHaveLength(1);
    await server.close();
  });

  test.each([
    ['fails', (source: Readable) => source.destroy(new Error('EIO'))],
    ['is shorter than it should be', (source: Readable) => source.push(null)],
  ])('breaks the connection when audio %s', async (_how, fail) => {
    const { server, opened, begin } = await halting();
    const { response } = await begin();
    await once(response, 'data');
    response.resume();
    const aborted = once(response, 'error');
    fail(opened[0] as Readable);
    expect(await aborted).toMatchObject([{ code: 'ECONNRESET' }]);
    expect(response.complete).toBe(false);
    await server.close();
  });

  test('at most one runs at once per user or key, and two per account', async () => {
    const before = configured.value;
    onTestFinished(() => configured.replace(before));
    const more = { key: 'acme-reports', role: 'viewer', name: 'reports', manage: false } as const;
    configured.replace(
      before.map((account) =>
        account.id === ACME ? { ...account, api: { keys: [...account.api.keys, more] } } : account,
      ),
    );
    const { server, begin } = await halting();
    const statusOf = async (key: string) => {
      const { request, response } = await begin(key);
      response.on('error', () => undefined).resume();
      return { request, status: response.statusCode };
    };
    const first = await statusOf('acme-viewer');
    expect(first.status).toBe(200);
    expect((await statusOf('acme-viewer')).status).toBe(503);
    const second = await statusOf('acme-admin');
    expect(second.status).toBe(200);
    expect((await statusOf('acme-reports')).status).toBe(503);
    first.request.destroy();
    await expect.poll(async () => (await statusOf('acme-reports')).status).toBe(200);
    second.request.destroy();
    await server.close();
  });
});
