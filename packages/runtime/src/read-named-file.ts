import { readFile } from 'node:fs/promises';
import { systemErrorCode } from '@tricord/http-kit';
import { StartError } from './start-error.ts';

/**
 * Reads a text file that a setting names.
 * @throws StartError, which names the setting and the file.
 */
export async function readNamedFile(setting: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = systemErrorCode(cause) ?? String(cause);
    throw new StartError(`${setting}: cannot read ${file}: ${REASONS[code] ?? code}`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};
