import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { TRIMMED_SUFFIX } from './live-folder.ts';
import { type LiveFormat, liveHeader } from './live-format.ts';

/** Which part of the audio a finished file keeps, bytes of audio; `to` is exclusive. */
export interface KeptPart {
  readonly from: number;
  readonly to: number;
}

/** Rewrites a closed file without its first bytes of audio; the old file stays until the new one is complete. */
export async function dropStart(path: string, format: LiveFormat, keep: KeptPart): Promise<void> {
  const trimmed = `${path}${TRIMMED_SUFFIX}`;
  await rm(trimmed, { force: true });
  const header = liveHeader(format, keep.to - keep.from);
  const start = header.length + keep.from;
  await pipeline(
    async function* () {
      yield header;
      if (keep.to <= keep.from) return;
      yield* createReadStream(path, { start, end: header.length + keep.to - 1 });
    },
    createWriteStream(trimmed, { flags: 'wx', flush: true, mode: 0o600 }),
  );
  await rename(trimmed, path);
}
