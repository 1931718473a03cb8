import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A separate in-memory file system of a few megabytes. The caller closes it. */
export class SmallDisk {
  readonly path: string;
  readonly #folder: string;
  #mounted = true;

  private constructor(folder: string, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  /** The reason why none can be mounted here, or undefined if one can. */
  static mount(megabytes: number): SmallDisk | string {
    if (process.platform !== 'linux') return 'needs Linux';
    if (process.getuid?.() !== 0) return 'needs root, to mount a small file system';
    const folder = mkdtempSync(join(tmpdir(), 'tricord-disk-'));
    const path = join(folder, 'disk');
    mkdirSync(path);
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path];
    const { status, stderr } = spawnSync('mount', options, { encoding: 'utf8' });
    if (status === 0) return new SmallDisk(folder, path);
    rmSync(folder, { recursive: true });
    return `cannot mount a small file system: ${(stderr ?? '').trim()}`;
  }

  /** Uses up all free space. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    try {
      const page = Buffer.alloc(4096);
      for (;;) writeSync(file, page);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Frees the space that {@link fill} used. */
  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Unmounts it. Idempotent. */
  close(): void {
    if (!this.#mounted) return;
    this.#mounted = false;
    // A lazy unmount also works while files are still open.
    spawnSync('umount', ['-l', this.path]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }
}
