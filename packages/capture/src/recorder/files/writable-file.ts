import type { FileHandle } from 'node:fs/promises';

/** The file handle methods that a live file uses. */
export type WritableFile = Pick<
  FileHandle,
  'write' | 'writev' | 'truncate' | 'datasync' | 'sync' | 'close' | 'stat'
>;
