import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, of a few megabytes, in memory. Whoever mounts it closes it. */
export class SmallDisk {
  readonly path: string;
  readonly #folder: string;
  #mounted = true;

  private constructor(folder: string, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  /** @returns the reason, when this machine or this user cannot mount one. */
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

  /** Takes all room that is left. */
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

  /** Gives back what {@link fill} took. */
  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Unmounts it. Idempotent. */
  close(): void {
    if (!this.#mounted) return;
    this.#mounted = false;
    // Lazily: whatever still has a file open there must not keep the mount.
    spawnSync('umount', ['-l', this.path]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }
}
