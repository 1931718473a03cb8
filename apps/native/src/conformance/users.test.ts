import { describe, expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  OTHER,
  UNKNOWN,
} from '../testing/native-fixture.ts';

const PATH = '/directory/users';
const LINE = { deviceName: 'SEP1', directoryNumber: '101' };
const HASH = `scrypt:16384:8:1:${'A'.repeat(22)}:${'A'.repeat(43)}`;

const put = (native: NativeFixture, name: string, body: object = {}, key?: string) =>
  native.request('put', `${PATH}/${encodeURIComponent(name)}`, key).send(body);

describe('PUT /directory/users/{username}', () => {
  test('keeps what the PBX and supervisors need of a user, and calls are known by it at once', async () => {
    const native = nativeFixture();
    const known = {
      pbxUsername: 'desk-7',
      email: 'ann@example.com',
      mail: 'file',
      numericUserId: '7',
      numericPartitionId: '2',
      group: 'Sales',
      supervisedGroups: ['Sales', 'Support'],
      aliasNumbers: ['+39 0584 943232'],
      lines: [{ ...LINE, monitorable: true, recordingMode: 'on-demand' }],
    };
    const made = await put(native, 'ann', known);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining(known)]);
    const session = `/sessions/${UNKNOWN}`;
    const called = await native
      .request('put', session)
      .send({ local: { phoneNumber: '+390584943232' }, user: 'DESK-7' });
    expect(called.body.call).toMatchObject({
      user: 'ann',
      numericUserId: '7',
      numericPartitionId: '2',
      line: LINE,
      local: { phoneNumber: '+390584943232' },
    });
    const gone = { pbxUsername: null, aliasNumbers: null, supervisedGroups: [] };
    const patched = await native.request('patch', `${PATH}/ann`).send(gone);
    expect(patched.status).toBe(200);
    for (const name of Object.keys(gone)) expect(patched.body).not.toHaveProperty(name);
    for (const wrong of [
      { mail: 'link' },
      { email: 'Ann <ann@example.com>' },
      { email: 'a@b\n' },
    ]) {
      expect((await put(native, 'bob', wrong)).status).toBe(400);
    }
    const refused = await put(native, 'bob', { supervisedGroups: ['a|b'] });
    expect([refused.status, refused.body.problems[0].path]).toEqual([
      400,
      '/body/supervisedGroups/0',
    ]);
  });

  test('accepts and shows how a line is recorded, and rejects invalid settings', async () => {
    const native = nativeFixture();
    const recording = { channels: 2, beep: true, maxDurationMs: 3_600_000 };
    const line = { ...LINE, monitorable: true, recordingMode: 'automatic' };
    const made = await put(native, 'ann', { lines: [{ ...line, recording }] });
    expect([made.status, made.body.lines]).toEqual([201, [{ ...line, recording }]]);
    const patch = native.request('patch', `${PATH}/ann`);
    const patched = await patch.send({ lines: [{ ...line, recording: {} }] });
    expect(patched.body.lines).toEqual([line]);
    for (const wrong of [{ channels: 3 }, { beep: 'yes' }, { maxDurationMs: -1 }, { rate: 1 }]) {
      const refused = await put(native, 'ann', { lines: [{ ...line, recording: wrong }] });
      expect(refused.status).toBe(400);
    }
  });

  test('adds a user, who is effective at once; the password is stored as a hash and never shown', async () => {
    const native = nativeFixture();
    const made = await put(native, 'Ann', {
      numericUserId: '7',
      firstName: 'Ann',
      role: 'reader',
      lines: [LINE],
      password: 'secret',
    });
    const at = new Date(native.core.clock.now()).toISOString();
    const self = '/api/v1/directory/users/Ann';
    expect([made.status, made.headers.location, made.body]).toEqual([
      201,
      self,
      {
        username: 'Ann',
        numericUserId: '7',
        firstName: 'Ann',
        role: 'reader',
        lines: [{ ...LINE, monitorable: true, recordingMode: 'on-demand' }],
        hasPassword: true,
        readOnly: false,
        createdAt: at,
        updatedAt: at,
        links: { self },
      },
    ]);
    expect((await native.request('get', `${PATH}/aNN`)).body).toEqual(made.body);
    const { core } = native;
    expect((await core.catalog.directory.find('ann'))?.passwordHash).toMatch(/^scrypt:/);
    expect((await core.directory.lines(ACME, LINE)).map(({ owner }) => owner.username)).toEqual([
      'Ann',
    ]);
    expect(await core.directory.lines(OTHER, LINE)).toEqual([]);
  });

  test('replaces everything but the password, which only null removes', async () => {
    const native = nativeFixture();
    await put(native, 'ann', { firstName: 'Ann', lines: [LINE], password: HASH });
    const { body } = await put(native, 'ANN', { username: 'ANN', lastName: 'Lee' });
    expect(body).toMatchObject({ username: 'ANN', lastName: 'Lee', lines: [], hasPassword: true });
    expect(body).not.toHaveProperty('firstName');
    const { directory } = native.core.catalog;
    expect((await directory.find('ann'))?.passwordHash).toBe(HASH);
    expect((await put(native, 'ann', { password: null })).body.hasPassword).toBe(false);
  });

  test.each<[string, object, string]>([
    ['a:b', {}, 'username'],
    [' ann', {}, 'username'],
    ['ann', { username: 'bob' }, 'username'],
    ['ann', { group: 'a\u0000b' }, 'group'],
    ['ann', { lines: [LINE, LINE] }, 'lines/1'],
    ['ann', { password: 'scrypt:nonsense' }, 'password'],
    ['ann', { password: `scrypt:32768:8:1:${'A'.repeat(22)}:${'A'.repeat(43)}` }, 'password'],
  ])('%j with %j is rejected for its %s', async (name, body, parameter) => {
    const native = nativeFixture();
    const answer = await put(native, name, body);
    const [problem] = answer.body.problems;
    expect([answer.status, problem.path]).toEqual([400, `/body/${parameter}`]);
    expect(await native.core.catalog.directory.find('ann')).toBeUndefined();
  });

  test.each([
    [{ role: 'boss' }],
    [{ level: 10 }],
    [{ lines: [{ deviceName: 'SEP1' }] }],
    [{ numericUserId: 7 }],
    [{ password: '' }],
  ])('%j violates the document', async (body) => {
    expect((await put(nativeFixture(), 'ann', body)).status).toBe(400);
  });

  test('rejects a name that is taken in another account or in the configuration', async () => {
    const native = nativeFixture();
    await put(native, 'ann', {}, 'other-admin');
    const refused = [
      await put(native, 'Ann'),
      await put(native, 'JOHN', {}, 'other-admin'),
      await put(native, 'JOHN'),
    ].map(({ status, body }) => [status, body.code]);
    expect(refused).toEqual([
      [409, 'username-taken'],
      [409, 'username-taken'],
      [409, 'user-read-only'],
    ]);
  });
});

describe('PATCH /directory/users/{username}', () => {
  test('changes the given fields; null removes a value', async () => {
    const native = nativeFixture();
    await put(native, 'ann', { firstName: 'Ann', group: 'sales', lines: [LINE], password: HASH });
    native.core.clock.advance(1000);
    const patch = { username: 'Ann', group: null, role: 'manager' };
    const { status, body } = await native.request('patch', `${PATH}/ann`).send(patch);
    expect([status, body]).toMatchObject([
      200,
      { username: 'Ann', firstName: 'Ann', role: 'manager', lines: [LINE], hasPassword: true },
    ]);
    expect(body).not.toHaveProperty('group');
    expect(body.updatedAt > body.createdAt).toBe(true);
    const rest = { lines: [], password: null };
    expect((await native.request('patch', `${PATH}/ann`).send(rest)).body).toMatchObject({
      role: 'manager',
      lines: [],
      hasPassword: false,
    });
  });

  test('takes the media type of JSON Merge Patch as well', async () => {
    const native = nativeFixture();
    await put(native, 'ann', { firstName: 'Ann', group: 'sales', lines: [LINE] });
    const { status, body } = await native
      .request('patch', `${PATH}/ann`)
      .set('Content-Type', 'application/merge-patch+json')
      .send(JSON.stringify({ group: null }));
    expect([status, body.firstName, body.group]).toEqual([200, 'Ann', undefined]);
  });

  test.each([
    ['nobody', {}, 404, 'user-not-found'],
    ['john', { group: 'x' }, 409, 'user-read-only'],
    ['ann', { username: 'bob' }, 400, 'invalid-argument'],
    ['ann', { group: ' x' }, 400, 'invalid-argument'],
    ['ann', { nothing: 1 }, 400, 'invalid-request'],
  ])('of %s with %j: %d %s', async (name, patch, status, code) => {
    const native = nativeFixture();
    await put(native, 'ann', { group: 'sales' });
    const answer = await native.request('patch', `${PATH}/${name}`).send(patch);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await native.core.catalog.directory.find('ann'))?.user.group).toBe('sales');
  });
});

describe('DELETE /directory/users/{username}', () => {
  test('removes the user at once', async () => {
    const native = nativeFixture();
    await put(native, 'a/b', { lines: [LINE] });
    expect((await native.request('delete', `${PATH}/A%2FB`)).status).toBe(204);
    expect(await native.core.directory.lines(ACME, LINE)).toEqual([]);
    const again = await native.request('delete', `${PATH}/a%2Fb`);
    expect([again.status, again.body.code]).toEqual([404, 'user-not-found']);
  });

  test('does not remove users of the configuration or of other accounts', async () => {
    const native = nativeFixture();
    await put(native, 'ann', {}, 'other-admin');
    expect((await native.request('delete', `${PATH}/john`)).status).toBe(409);
    expect((await native.request('delete', `${PATH}/ann`)).status).toBe(404);
    expect((await native.request('get', `${PATH}/ann`)).status).toBe(404);
    expect((await native.request('get', `${PATH}/ann`, 'other-admin')).status).toBe(200);
  });

  test('is not allowed for viewers', async () => {
    const native = nativeFixture();
    for (const method of ['put', 'patch', 'delete'] as const) {
      const answer = await native.request(method, `${PATH}/ann`, 'acme-viewer').send({});
      expect(answer.status).toBe(403);
    }
    expect((await native.request('get', PATH, 'acme-viewer')).status).toBe(200);
  });
});

describe('GET /directory/users', () => {
  test('lists the configuration’s users among the others, by name, in pages', async () => {
    const native = nativeFixture();
    for (const name of ['kim', 'Ann', 'joe', 'zoe']) await put(native, name);
    await put(native, 'max', {}, 'other-admin');
    for (const limit of [1, 2, 3, 4, 5, 6]) {
      const found: string[] = [];
      let next = '';
      do {
        const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
        const { body } = await native.request('get', `${PATH}?limit=${limit}${after}`);
        found.push(...body.users.map((user: { username: string }) => user.username));
        next = body.next ?? '';
      } while (next !== '');
      expect([limit, found]).toEqual([limit, ['Ann', 'joe', 'John', 'kim', 'zoe']]);
    }
    const { body } = await native.request('get', `${PATH}/john`);
    expect(body).toMatchObject({ username: 'John', readOnly: true, hasPassword: true });
    expect(body).not.toHaveProperty('createdAt');
  });

  test.each(['limit=0', 'limit=1001', 'after=%00', 'after=====', 'after=x'])(
    '?%s: 400',
    async (query) => {
      expect((await nativeFixture().request('get', `${PATH}?${query}`)).status).toBe(400);
    },
  );
});
