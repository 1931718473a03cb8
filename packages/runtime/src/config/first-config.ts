import { randomBytes, randomUUID } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountSection } from '@tricord/http-kit';
import { systemErrorCode } from '@tricord/http-kit';
import { makeFolder } from '../make-folder.ts';
import { cannotWrite } from '../start-error.ts';
import { isLoopback } from './is-loopback.ts';

/** Name of the configuration file that the first start creates in the data folder. */
export const FIRST_CONFIG_NAME = 'tricord.yaml';

/**
 * Writes `<dataDir>/tricord.yaml`, readable by its owner alone, with one account, random secrets, a
 * user, and the initial settings of each dialect. Creates the folder if necessary; keeps an existing file.
 * @param host the address that all listeners use.
 * @returns the file's path.
 * @throws StartError when the folder cannot be written.
 */
export async function createFirstConfig(
  sections: readonly AccountSection[],
  dataDir: string,
  host = '127.0.0.1',
): Promise<string> {
  const file = join(dataDir, FIRST_CONFIG_NAME);
  try {
    await makeFolder(dataDir);
    await writeFile(file, firstConfig(sections, host), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST' || !(await exists(file))) {
      throw cannotWrite(dataDir, error);
    }
  }
  return file;
}

/** Whether there is an accessible file at this path. */
export async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

/** Whether a first start wrote this configuration; it may have been edited since. */
export function isFirstConfig(text: string): boolean {
  return text.startsWith(MARK);
}

const MARK = '# Made by the first start of Tricord.';

function firstConfig(sections: readonly AccountSection[], host: string): string {
  const secret = () => JSON.stringify(randomBytes(24).toString('base64url'));
  const id = randomUUID();
  const listen = JSON.stringify(host);
  // Trials have their receivers on this machine; nobody else reaches the APIs.
  const callbacks = isLoopback(host) ? '\nwebhooks:\n  allowPrivate: [127.0.0.0/8, "::1"]' : '';
  const ofDialects = sections.map(({ first }) => first?.({ id, secret }) ?? '').join('');
  return `${MARK} docs/configuration.md explains every setting.
dataDir: .
http:
  host: ${listen}
  port: 8088
accounts:
  - id: ${id}
    name: main
    users:
      - username: user1
        password: ${secret()}
        numericUserId: "654321"
        firstName: John
        lastName: Doe
        role: manager
        lines:
          - { deviceName: SEP123456789ABC, directoryNumber: "101" }
${ofDialects.replace(/^(?=.)/gm, '    ')}sources:
  audiosocket:
    - { host: ${listen}, port: 9092 }${callbacks}
`;
}
