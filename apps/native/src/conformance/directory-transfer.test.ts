import { describe, expect, test } from 'vitest';
import { ACME, type NativeFixture, nativeFixture } from '../testing/native-fixture.ts';

const HEAD =
  'username,pbxUsername,numericUserId,numericPartitionId,firstName,lastName,email,group,department,mail,' +
  'aliasNumbers,supervisedGroups,role,deviceName,directoryNumber,' +
  'monitorable,recordingMode,recordingChannels,recordingBeep,recordingMaxDurationMs\r\n';
const HASH = `scrypt:16384:8:1:${'A'.repeat(22)}:${'A'.repeat(43)}`;

const importCsv = ({ request }: NativeFixture, text: string, query = '') =>
  request('post', `/directory/import${query}`).set('Content-Type', 'text/csv').send(text);

const importJson = ({ request }: NativeFixture, users: unknown, query = '') =>
  request('post', `/directory/import${query}`).send({ users });

async function namesIn({ core }: NativeFixture): Promise<string[]> {
  const stored = await core.catalog.directory.list({ accountId: ACME, limit: 1000 });
  return stored.map(({ user }) => user.username);
}

describe('POST /directory/import of CSV', () => {
  test('has one row per line of a user, with the columns in any order and case', async () => {
    const native = nativeFixture();
    await native.request('put', '/directory/users/bob').send({ group: 'old', password: HASH });
    const { status, body } = await importCsv(
      native,
      '\uFEFFDirectoryNumber;username;ROLE;deviceName;recordingMode;monitorable;password\r\n' +
        '101;Ann;manager;SEP1;automatic;FALSE;secret\r\n' +
        '\r\n' +
        '"102";ann;;SEP1;;;\r\n' +
        ';bob;;;;;\r\n' +
        '\'+39 05;"Zoë ""Z""";reader;SEP2;live-keep;true;\r\n',
    );
    expect([status, body]).toEqual([200, { created: 2, replaced: 1, dryRun: false }]);
    const { directory } = native.core.catalog;
    const ann = await directory.find('ann');
    expect(ann?.user).toEqual({
      username: 'Ann',
      role: 'manager',
      lines: [
        {
          deviceName: 'SEP1',
          directoryNumber: '101',
          monitorable: false,
          recordingMode: 'automatic',
        },
        {
          deviceName: 'SEP1',
          directoryNumber: '102',
          monitorable: true,
          recordingMode: 'on-demand',
        },
      ],
    });
    expect(ann?.passwordHash).toMatch(/^scrypt:/);
    const bob = await directory.find('bob');
    expect([bob?.user, bob?.passwordHash]).toEqual([
      { username: 'bob', role: 'recorder', lines: [] },
      HASH,
    ]);
    const zoe = await directory.find('zoë "z"');
    expect(zoe?.user.lines[0]?.directoryNumber).toBe('+39 05');
  });

  test('reports every invalid row with its line and errors, and imports nothing', async () => {
    const native = nativeFixture();
    await native.request('put', '/directory/users/theirs', 'other-admin').send({});
    const { status, body } = await importCsv(
      native,
      'username,role,group,deviceName,directoryNumber,monitorable,password\n' +
        'good,reader,,SEP1,101,true,\n' +
        ',reader,,,,,\n' +
        'bad1,boss,,SEP1,,maybe,\n' +
        '"bad\n2",reader,,,,,\n' +
        'theirs,,,,,,scrypt:nonsense\n' +
        'JOHN,,,,,,\n' +
        'twice,,a,,,,\n' +
        'TWICE,,b,,,,,too,many\n' +
        'two,,,SEP1,101,,\n' +
        'two,,,SEP1,101,,\n',
    );
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    const found = body.problems.map((p: { path: string; message: string }) => [p.path, p.message]);
    expect(new Set(found.map(([path]: string[]) => path))).toEqual(
      new Set(
        [
          '/body/3/username',
          '/body/4/role',
          '/body/4/directoryNumber',
          '/body/4/monitorable',
          '/body/5/username',
          '/body/7/username',
          '/body/7/password',
          '/body/8/username',
          '/body/9/username',
          '/body/10',
          '/body/10/username',
          '/body/10/group',
          '/body/12/deviceName',
        ].filter((path) => path !== '/body/9/username'),
      ),
    );
    expect(found).toContainEqual(['/body/3/username', 'line 3: username is missing']);
    expect(found).toContainEqual([
      '/body/8/username',
      'line 8: username is a user of the configuration',
    ]);
    expect(found).toContainEqual(['/body/7/username', 'line 7: username is taken']);
    expect(found).toContainEqual(['/body/12/deviceName', 'line 12: deviceName is there twice']);
    expect(await namesIn(native)).toEqual([]);
  });

  test.each([
    ['', ''],
    ['name\nann\n', '/body/1'],
    ['username,username\nann,ann\n', '/body/1/username'],
    ['role\nreader\n', '/body/1/username'],
    ['username\nann\n"bob\n', '/body/3'],
    ['username\nann\nbo"b\n', '/body/3'],
    [`username\n${'x'.repeat(70_000)}\n`, '/body/2'],
    [`username\n${'x\n'.repeat(5001)}`, '/body/5002'],
  ])('%j is rejected completely', async (text, path) => {
    const native = nativeFixture();
    const { status, body } = await importCsv(native, text);
    expect(status).toBe(400);
    if (path !== '') {
      expect(body.problems.map((problem: { path: string }) => problem.path)).toContain(path);
    }
    expect(await namesIn(native)).toEqual([]);
  });

  test('a dry run reports what would change, and changes nothing', async () => {
    const native = nativeFixture();
    await native.request('put', '/directory/users/bob').send({ group: 'old' });
    const text = 'username,password\nann,secret\nbob,\n';
    const { status, body } = await importCsv(native, text, '?dryRun=true');
    expect([status, body]).toEqual([200, { created: 1, replaced: 1, dryRun: true }]);
    expect(await namesIn(native)).toEqual(['bob']);
    expect((await native.core.catalog.directory.find('bob'))?.user.group).toBe('old');
    const wrong = await importCsv(native, 'username,role\nann,boss\n', '?dryRun=true');
    expect(wrong.status).toBe(400);
  });

  test('more than 4 MB, or another content type, is rejected', async () => {
    const native = nativeFixture();
    const large = await importCsv(native, `username\n${'x'.repeat(4_200_000)}`);
    expect(large.status).toBe(413);
    const pdf = native.request('post', '/directory/import').set('Content-Type', 'application/pdf');
    expect((await pdf.send('%PDF')).status).toBe(415);
    const viewer = native.request('post', '/directory/import', 'acme-viewer');
    expect((await viewer.send({ users: [] })).status).toBe(403);
  });

  test('text that is not UTF-8 is rejected, unless its content type declares the charset', async () => {
    const { request } = nativeFixture();
    const latin1 = Buffer.from('username\nJosé\n', 'latin1');
    const send = (type: string) =>
      request('post', '/directory/import').set('Content-Type', type).send(latin1);
    const refused = await send('text/csv');
    expect([refused.status, refused.body.problems[0].path]).toEqual([400, '/body/2/username']);
    expect((await send('text/csv; charset=iso-8859-1')).body.created).toBe(1);
  });

  test('too many plain passwords are rejected, because hashing them takes long', async () => {
    const native = nativeFixture();
    const rows = Array.from({ length: 501 }, (_, i) => `user${i},secret`);
    const { status, body } = await importCsv(native, `username,password\n${rows.join('\n')}`);
    expect([status, body.problems]).toEqual([
      400,
      [{ path: '/body', message: 'there are more than 500 plain passwords: hash them before' }],
    ]);
    expect(await namesIn(native)).toEqual([]);
  });
});

describe('how a line is recorded', () => {
  const LINE = {
    deviceName: 'SEP1',
    directoryNumber: '101',
    monitorable: true,
    recordingMode: 'automatic',
  };
  const ALL = { channels: 2, beep: true, maxDurationMs: 3_600_000 };

  test('can be imported and exported as CSV and JSON', async () => {
    const native = nativeFixture();
    await importCsv(
      native,
      'username,deviceName,directoryNumber,recordingMode,recordingChannels,recordingBeep,' +
        'recordingMaxDurationMs\n' +
        'ann,SEP1,101,automatic,2,TRUE,3600000\n',
    );
    const lines = [{ ...LINE, directoryNumber: '102', recording: { channels: 2 } }];
    await importJson(native, [{ username: 'bob', lines }]);
    const { body } = await native.request('get', '/directory/export.json');
    expect(body.users).toEqual([
      { username: 'ann', role: 'recorder', lines: [{ ...LINE, recording: ALL }] },
      { username: 'bob', role: 'recorder', lines },
    ]);
    const { text } = await native.request('get', '/directory/export.csv');
    expect(text).toBe(
      `\uFEFF${HEAD}` +
        'ann,,,,,,,,,,,,recorder,SEP1,101,true,automatic,2,true,3600000\r\n' +
        'bob,,,,,,,,,,,,recorder,SEP1,102,true,automatic,2,,\r\n',
    );
  });

  test('is rejected if invalid, in CSV with its line and column', async () => {
    const native = nativeFixture();
    const { status, body } = await importCsv(
      native,
      'username,deviceName,directoryNumber,recordingChannels,recordingBeep,recordingMaxDurationMs\n' +
        'ann,SEP1,101,3,perhaps,1h\n' +
        'ann,SEP1,102,two,,-1\n',
    );
    expect(status).toBe(400);
    const found = body.problems.map(({ message }: { message: string }) => message);
    expect(found).toEqual([
      'line 2: recordingChannels must be 1 or 2',
      'line 2: recordingBeep must be true or false',
      'line 2: recordingMaxDurationMs must be a whole number of milliseconds, or 0 for no limit',
      'line 3: recordingChannels must be 1 or 2',
      'line 3: recordingMaxDurationMs must be a whole number of milliseconds, or 0 for no limit',
    ]);
    expect(body.problems[0].path).toBe('/body/2/recordingChannels');
  });

  test('is rejected if invalid, in JSON with its location', async () => {
    const native = nativeFixture();
    const { status, body } = await importJson(native, [
      {
        username: 'ann',
        lines: [
          { ...LINE, recording: { channels: '2', beep: 1, maxDurationMs: 0.5, rate: 8000 } },
          { ...LINE, directoryNumber: '102', recording: 'stereo' },
        ],
      },
    ]);
    expect(status).toBe(400);
    const paths = body.problems.map((problem: { path: string }) => problem.path);
    expect(paths.sort()).toEqual([
      '/body/users/0/lines/0/recording/beep',
      '/body/users/0/lines/0/recording/channels',
      '/body/users/0/lines/0/recording/maxDurationMs',
      '/body/users/0/lines/0/recording/rate',
      '/body/users/0/lines/1/recording',
    ]);
    expect(await namesIn(native)).toEqual([]);
  });
});

describe('POST /directory/import of JSON', () => {
  test('accepts the format of an export, and passwords', async () => {
    const native = nativeFixture();
    const line = { deviceName: 'SEP1', directoryNumber: '101' };
    const users = [
      { username: 'ann', role: 'reader', lines: [line], password: HASH },
      { username: 'bob' },
    ];
    const { status, body } = await importJson(native, users);
    expect([status, body]).toEqual([200, { created: 2, replaced: 0, dryRun: false }]);
    expect((await native.core.catalog.directory.find('ann'))?.passwordHash).toBe(HASH);
    const exported = await native.request('get', '/directory/export.json');
    expect(exported.headers['content-disposition']).toBe('attachment; filename=directory.json');
    expect(exported.text).not.toContain('scrypt');
    expect(exported.body.users).toEqual([
      {
        username: 'ann',
        role: 'reader',
        lines: [{ ...line, monitorable: true, recordingMode: 'on-demand' }],
      },
      { username: 'bob', role: 'recorder', lines: [] },
    ]);
    const again = await importJson(native, exported.body.users);
    expect(again.body).toEqual({ created: 0, replaced: 2, dryRun: false });
    expect((await native.core.catalog.directory.find('ann'))?.passwordHash).toBe(HASH);
  });

  test('reports all errors, and imports nothing', async () => {
    const native = nativeFixture();
    const { status, body } = await importJson(native, [
      { username: 'good' },
      { username: 5, role: 'boss', extra: 1 },
      'ann',
      { username: 'GOOD', password: '', lines: [{ deviceName: 'x', monitorable: 1, y: 2 }] },
      { username: 'john', lines: 'none', group: 7 },
    ]);
    expect(status).toBe(400);
    const paths = body.problems.map((problem: { path: string }) => problem.path);
    expect(new Set(paths)).toEqual(
      new Set(
        [
          '1/username',
          '1/role',
          '1/extra',
          '2/username',
          '3/username',
          '3/password',
          '3/lines/0/directoryNumber',
          '3/lines/0/monitorable',
          '3/lines/0/y',
          '4/username',
          '4/lines',
          '4/group',
        ].map((path) => `/body/users/${path}`),
      ),
    );
    expect(await namesIn(native)).toEqual([]);
  });

  test('is rejected completely, briefly, with too many lines or unknown properties', async () => {
    const native = nativeFixture();
    const lines = Array.from({ length: 100 }, () => ({}));
    const users = Array.from({ length: 51 }, (_, i) => ({ username: `user${i}`, lines }));
    const many = await importJson(native, users);
    expect([many.status, many.body.problems]).toEqual([
      400,
      [{ path: '/body/users', message: 'have more than 5000 lines' }],
    ]);
    const odd = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`odd${i}`, i]));
    const unknown = await importJson(native, [{ username: 'ann', ...odd }]);
    expect([unknown.status, unknown.body.problems.length]).toEqual([400, 10]);
    expect(await namesIn(native)).toEqual([]);
  });

  test.each([[{}], [{ users: 'all' }], [[]]])('%j: 400', async (body) => {
    const { request } = nativeFixture();
    expect((await request('post', '/directory/import').send(body)).status).toBe(400);
  });
});

describe('GET /directory/export.csv', () => {
  test('contains no passwords, no users of the configuration, and no formulas', async () => {
    const native = nativeFixture();
    await importJson(native, [
      {
        username: '=cmd|/c calc',
        firstName: '@x',
        group: "'=1",
        aliasNumbers: ['+1', '2'],
        supervisedGroups: ['a', 'b'],
        lines: [{ deviceName: 'a,"b"', directoryNumber: '+39' }],
        password: HASH,
      },
      { username: 'ann' },
    ]);
    const { status, text, headers } = await native.request('get', '/directory/export.csv');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(text).toBe(
      `\uFEFF${HEAD}` +
        `'=cmd|/c calc,,,,'@x,,,''=1,,,'+1|2,a|b,recorder,"a,""b""",'+39,true,on-demand,,,\r\n` +
        'ann,,,,,,,,,,,,recorder,,,,,,,\r\n',
    );
    const again = await importCsv(native, text);
    expect(again.body).toEqual({ created: 0, replaced: 2, dryRun: false });
    const kept = await native.core.catalog.directory.find('=CMD|/C CALC');
    expect(kept?.user).toMatchObject({
      firstName: '@x',
      group: "'=1",
      aliasNumbers: ['+1', '2'],
      supervisedGroups: ['a', 'b'],
      lines: [{ directoryNumber: '+39' }],
    });
    expect(kept?.passwordHash).toBe(HASH);
  });

  test('contains only the header without users', async () => {
    const native = nativeFixture();
    expect((await native.request('get', '/directory/export.csv')).text).toBe(`\uFEFF${HEAD}`);
    expect((await native.request('get', '/directory/export.json')).body).toEqual({ users: [] });
  });
});
