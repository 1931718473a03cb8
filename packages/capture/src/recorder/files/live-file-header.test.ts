import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { LiveFile } from './live-file.ts';
import type { WritableFile } from './writable-file.ts';

test('no audio follows a header of another format, whenever the process dies', async () => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'live.wav');
  const seen: number[] = [];
  const file = new LiveFile(path, {
    create: async (at) => {
      const handle = await open(at, 'wx', 0o600);
      const watched: WritableFile = {
        write: handle.write.bind(handle),
        writev: async (buffers: readonly Uint8Array[], position: number) => {
          const onDisk = await readFile(at);
          seen.push(onDisk.readUInt32LE(24), onDisk.readUInt16LE(22));
          return handle.writev(buffers, position);
        },
        truncate: handle.truncate.bind(handle),
        datasync: handle.datasync.bind(handle),
        sync: handle.sync.bind(handle),
        close: handle.close.bind(handle),
        stat: handle.stat.bind(handle),
      } as WritableFile;
      return watched;
    },
  });
  await file.open();
  file.setFormat({ sampleRateHz: 16_000, channels: 2 });
  for (let n = 0; n < 2; n += 1) {
    file.append(new Int16Array(320));
    await file.flush();
  }
  expect(seen).toEqual([16_000, 2, 16_000, 2]);
  await file.close();
  await folder.close();
});
