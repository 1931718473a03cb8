import { type FileHandle, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWavHeader, readWav } from '@tricord/audio';
import { DEFAULT_SETTINGS } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordingAudio } from '../audio/recording-audio.ts';
import { LiveFile } from './live-file.ts';
import { MAX_PENDING_BYTES } from './pending-audio.ts';
import type { WritableFile } from './writable-file.ts';

let folder: TemporaryFolder;
let path: string;
const opened: LiveFile[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'live.wav');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((file) => file.close()));
  await folder.close();
});

function liveFile(options: ConstructorParameters<typeof LiveFile>[1] = {}): LiveFile {
  const file = new LiveFile(path, options);
  opened.push(file);
  return file;
}

/** A simulated disk that stalls or accepts only a few bytes at a time. */
class Disk {
  /** Maximum bytes that one write accepts. */
  atMost = Number.POSITIVE_INFINITY;
  syncs = 0;
  readonly lengths: number[] = [];
  #stalled: Promise<void> = Promise.resolve();
  #resume: () => void = () => undefined;

  stall(): void {
    this.#stalled = new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#resume();
  }

  readonly create = async (at: string): Promise<WritableFile> => {
    const handle = await open(at, 'wx', 0o600);
    const writev = async (buffers: Uint8Array[], position: number) => {
      await this.#stalled;
      const bytes = Buffer.concat(buffers).subarray(0, this.atMost);
      this.lengths.push(bytes.length);
      return handle.writev([bytes], position);
    };
    const datasync = async () => {
      this.syncs += 1;
      await this.#stalled;
    };
    return { ...bound(handle), writev, datasync } as WritableFile;
  };
}

/** The handle's methods, bound so that they work on another object. */
function bound(handle: FileHandle): WritableFile {
  return {
    write: handle.write.bind(handle),
    writev: handle.writev.bind(handle),
    truncate: handle.truncate.bind(handle),
    datasync: handle.datasync.bind(handle),
    sync: handle.sync.bind(handle),
    close: handle.close.bind(handle),
    stat: handle.stat.bind(handle),
  };
}

const heard = async () => readWav(await readFile(path)).channels[0] ?? new Int16Array();
const said = tone({ frequencyHz: 440, durationMs: 3000, amplitude: 0.3 });
const second = (index: number) => said.subarray(8000 * index, 8000 * (index + 1));

describe('the file on disk', () => {
  test('is a valid WAV once created, and after each flush', async () => {
    const file = liveFile();
    await file.open();
    expect(await heard()).toHaveLength(0);
    for (const count of [1, 2, 3]) {
      file.append(second(count - 1));
      expect(await heard()).toHaveLength(8000 * (count - 1));
      await file.flush();
      expect(await heard()).toEqual(said.subarray(0, 8000 * count));
    }
  });

  test('has the format that was set before the first audio', async () => {
    const file = liveFile();
    await file.open();
    file.setFormat({ sampleRateHz: 16_000, channels: 2 });
    file.append(second(0));
    await file.finish();
    const { format, channels } = readWav(await readFile(path));
    expect(format).toMatchObject({ sampleRateHz: 16_000, channels: 2 });
    expect(channels[1]).toHaveLength(4000);
  });

  test('has that format in its header before the first audio, in case of a crash in between', async () => {
    let speaksOf: unknown;
    const create = async (at: string) => {
      const handle = await open(at, 'wx', 0o600);
      const writev = async (buffers: Uint8Array[], position: number) => {
        speaksOf ??= parseWavHeader(await readFile(at));
        return handle.writev(buffers, position);
      };
      return { ...bound(handle), writev } as WritableFile;
    };
    const file = liveFile({ create });
    await file.open();
    file.setFormat({ sampleRateHz: 16_000, channels: 2, comment: 'left: remote, right: local' });
    file.append(second(0));
    await file.finish();
    expect(speaksOf).toMatchObject({ sampleRateHz: 16_000, channels: 2, dataOffset: 92 });
    expect(parseWavHeader(await readFile(path))).toMatchObject({
      dataOffset: 92,
      dataBytes: 16_000,
    });
  });

  test('accepts audio before it is created', async () => {
    const file = liveFile();
    const opening = file.open();
    file.append(second(0));
    await file.finish();
    await opening;
    expect(await heard()).toEqual(second(0));
  });

  test('is complete when the disk accepts a few bytes at a time, not always whole samples', async () => {
    const disk = new Disk();
    disk.atMost = 777;
    const file = liveFile({ create: disk.create });
    await file.open();
    for (const index of [0, 1, 2]) file.append(second(index));
    await file.finish();
    expect(await heard()).toEqual(said);
    expect(disk.lengths).toHaveLength(Math.ceil(48_000 / 777));
  });

  test('never replaces an existing file', async () => {
    await liveFile().open();
    const second = liveFile();
    await expect(second.open()).rejects.toThrow('another file is in its place');
    await second.discard();
    expect(await heard()).toHaveLength(0);
  });
});

describe.each(['sync', 'requireInPlace'] as const)('a rename during %s', (check) => {
  /** A file whose check has begun, and goes on once it has its new name. */
  async function movedDuringCheck() {
    let start = () => {};
    let goOn = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const moved = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let isChecking = false;
    const create = async (at: string) => {
      const handle = await open(at, 'wx', 0o600);
      const stat = async () => {
        if (isChecking) {
          start();
          await moved;
        }
        return handle.stat();
      };
      return { ...bound(handle), stat } as WritableFile;
    };
    const file = liveFile({ create });
    await file.open();
    file.append(second(0));
    await file.flush();
    isChecking = true;
    const checked = file[check]();
    checked.catch(() => undefined);
    await started;
    await file.moveTo(`${path}.moved`);
    return { file, checked, goOn };
  }

  test('is not a loss', async () => {
    const { file, checked, goOn } = await movedDuringCheck();
    goOn();
    await checked;
    await file.finish();
    expect(readWav(await readFile(file.path)).channels).toEqual([second(0)]);
  });

  test('does not hide a loss', async () => {
    const { file, checked, goOn } = await movedDuringCheck();
    await rm(file.path);
    goOn();
    await expect(checked).rejects.toThrow('The live file was removed');
  });
});

describe('the end', () => {
  test.each([
    ['the end', { from: 0, to: 40_000 }],
    ['the start', { from: 16_000, to: 48_000 }],
    ['both', { from: 16_000, to: 40_000 }],
    ['everything', { from: 20_000, to: 20_000 }],
  ])('cuts %s off', async (_, keep) => {
    const file = liveFile();
    await file.open();
    file.append(said.subarray(0, 12_000));
    await file.flush();
    file.append(said.subarray(12_000));
    await file.finish(keep.to);
    if (keep.from > 0) await file.dropStart(keep.from);
    expect(await heard()).toEqual(said.subarray(keep.from / 2, keep.to / 2));
    expect(await readdir(folder.path)).toEqual(['live.wav']);
  });

  test('one that was never opened cannot be finished', async () => {
    await expect(liveFile().finish()).rejects.toThrow('was never opened');
  });

  test('closing while it opens leaves a whole, empty file; twice is once', async () => {
    const file = liveFile();
    const opening = file.open();
    file.append(second(0));
    await Promise.all([file.close(), file.close(), opening]);
    await file.flush();
    await file.sync();
    expect(await heard()).toHaveLength(0);
  });

  test('closing waits for the disk', async () => {
    const disk = new Disk();
    const file = liveFile({ create: disk.create });
    await file.open();
    file.append(second(0));
    await file.flush();
    disk.stall();
    const work = [file.sync(), file.sync()];
    file.append(second(1));
    work.push(file.flush(), file.close());
    disk.resume();
    await Promise.all(work);
    expect(await heard()).toEqual(said.subarray(0, 16_000));
    expect(disk.syncs).toBe(1);
  });

  test('discarding leaves nothing, whether or not it was opened', async () => {
    const file = liveFile();
    await file.discard();
    void file.open();
    await file.discard();
    expect(await readdir(folder.path)).toEqual([]);
  });
});

test('discarding leaves alone what has replaced the file', async () => {
  const file = liveFile();
  await file.open();
  await rm(path);
  await writeFile(path, 'other');
  await file.discard();
  await file.discard();
  expect(await readFile(path, 'utf8')).toBe('other');
});

test('is full before its length exceeds the WAV header', async () => {
  const maxDataBytes = 2 * MAX_PENDING_BYTES + 32_000;
  const file = liveFile({ maxDataBytes });
  await file.open();
  file.append(second(0));
  file.append(second(1));
  expect(file.isFull).toBe(false);
  file.append(new Int16Array(1));
  expect(file.isFull).toBe(true);
});

describe('a disk that stalls', () => {
  const minute = tone({ frequencyHz: 300, durationMs: 60_000, amplitude: 0.3 });

  test('costs bounded memory; the rest is replaced by silence of the same length', async () => {
    const disk = new Disk();
    const file = liveFile({ create: disk.create });
    await file.open();
    file.append(second(0));
    disk.stall();
    const flushed = file.flush();
    const taken = Array.from({ length: 200 }, () => file.append(second(1)));
    const room = Math.floor(MAX_PENDING_BYTES / 16_000);
    expect(taken).toEqual(Array.from({ length: 200 }, (__, index) => index < room));
    disk.resume();
    await flushed;
    await file.flush();
    expect(file.append(second(2))).toBe(true);
    await file.finish();
    const all = await heard();
    expect(all).toHaveLength(202 * 8000);
    expect(all.subarray(8000 * room, 8000 * (room + 1))).toEqual(second(1));
    expect(all.subarray(8000 * (room + 1), 8000 * 201).every((sample) => sample === 0)).toBe(true);
    expect(all.subarray(8000 * 201)).toEqual(second(2));
  });

  test('appears in the gap map, to the sample, and recording continues afterwards', async () => {
    const disk = new Disk();
    const file = liveFile({ create: disk.create });
    await file.open();
    const missed: [number, string][] = [];
    const dropped: number[] = [];
    const audio = new RecordingAudio({
      settings: DEFAULT_SETTINGS,
      file,
      listener: {
        onLimit: () => undefined,
        onGap: (lengthMs, reason) => missed.push([lengthMs, reason]),
        onDropped: (lengthMs) => dropped.push(lengthMs),
      },
      now: () => 0,
    });
    audio.target.rateFor(8000, 0);
    const say = (seconds: number) => {
      for (let i = 0; i < seconds; i += 1) {
        const at = audio.receivedMs * 8;
        audio.target.lay(minute.subarray(at % 8000, (at % 8000) + 8000), at, 0, 'remote');
        audio.tick();
      }
    };
    say(1);
    disk.stall();
    const flushed = file.flush();
    say(70);
    disk.resume();
    await flushed;
    await file.flush();
    say(2);
    const { gaps, durationMs } = await audio.finish('requested');
    // The first second was being written, 65 s were buffered, and 5 s did not fit.
    expect(durationMs).toBe(73_000);
    expect(gaps).toEqual([
      {
        offsetMs: 66_000,
        lengthMs: 5000,
        expectedFrames: 250,
        receivedFrames: 0,
        reason: 'back-pressure',
      },
    ]);
    expect(missed).toEqual(Array.from({ length: 5 }, () => [1000, 'back-pressure']));
    expect(dropped).toEqual([1000, 1000, 1000, 1000, 1000]);
    const all = await heard();
    expect(all.subarray(66 * 8000, 71 * 8000).some((sample) => sample !== 0)).toBe(false);
    expect(all.subarray(65 * 8000, 66 * 8000)).toEqual(minute.subarray(0, 8000));
    expect(all.subarray(71 * 8000, 72 * 8000)).toEqual(minute.subarray(0, 8000));
  });
});
