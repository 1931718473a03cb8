import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FilesMediaStore } from '@tricord/storage-files';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureText } from './failure-text.ts';
import { Runtime } from './runtime.ts';
import { configSchema } from './testing/neutral-config.ts';

const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
let dataDir: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder.path, 'data');
});
afterEach(() => folder.close());

const start = () =>
  Runtime.open(
    configSchema.parse({
      dataDir,
      http: { port: 0 },
      accounts: [{ id: '720796a0-8ee9-4350-83bd-2d07a3121f1e', name: 'acme' }],
    }),
    LOGGER,
    [],
  );

type Make = (path: string) => unknown;
const folderAt: Make = (path) => mkdir(path, { recursive: true });
const fileAt: Make = (path) => writeFile(path, 'x');
const pipeAt: Make = (path) => execFileSync('mkfifo', [path]);
const linkAt: Make = (path) => symlinkSync('/dev/null', path);

const LEDGER = 'which recordings need while they are live: it is';

test.each<[string, string, Make, string]>([
  [
    'a file for the live folder',
    'live',
    fileAt,
    'which recordings need while they are live: EEXIST',
  ],
  ['a folder for the ledger', 'live/ledger', folderAt, `${LEDGER} a folder`],
  ['a pipe for the ledger', 'live/ledger', pipeAt, `${LEDGER} a pipe`],
  ['a link for the ledger', 'live/ledger', linkAt, `${LEDGER} a symbolic link`],
  ['a file for the media folder', 'media', fileAt, 'Cannot use the media folder'],
  ['a file for its temporary files', 'media/tmp', fileAt, 'Cannot use the media folder'],
  ['a folder for the catalog', 'catalog.db', folderAt, 'Cannot open the catalog'],
  ['a folder for the lock', 'tricord.lock', folderAt, 'its lock file cannot be opened'],
])(
  '%s is reported in one line, left untouched, and a start without it works',
  async (_what, name, make, says) => {
    const path = join(dataDir, name);
    await mkdir(join(path, '..'), { recursive: true });
    await make(path);
    const before = await lstat(path);
    const failure = failureText(await start().catch((error: unknown) => error));
    expect(failure.lines).toHaveLength(1);
    expect(failure.lines[0]).toContain(says);
    expect(failure.lines[0]).toContain(dataDir);
    expect((await lstat(path)).ino).toBe(before.ino);
    await rm(path, { recursive: true });
    await (await start()).close();
  },
);

test('a folder in place of the list of renditions is reported in one line', async () => {
  const media = join(dataDir, 'media');
  const store = await FilesMediaStore.open({ folder: media });
  await store.write(
    'renditions.index',
    (async function* () {
      yield Buffer.from('tricord renditions 2\n');
    })(),
  );
  const [path = ''] = execFileSync('find', [media, '-name', 'renditions.index'])
    .toString()
    .split('\n');
  await rm(path);
  await mkdir(path);
  await expect(start()).rejects.toThrow(
    /^In the media folder, ..\/..\/renditions\.index is a folder$/,
  );
});
