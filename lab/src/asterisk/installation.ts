import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of Asterisk within the installation. */
export const ASTERISK_PROGRAM = '/usr/sbin/asterisk';

/** The folder into which `lab/asterisk/install` installs Asterisk. */
export const installationFolder = fileURLToPath(new URL('../../asterisk/.root', import.meta.url));

/** The reason why no Asterisk can be started here, or undefined if one can. */
export function whyUnavailable(root = installationFolder): string | undefined {
  if (process.getuid?.() !== 0) return 'the lab needs root, for chroot';
  if (!existsSync(join(root, ASTERISK_PROGRAM))) return 'run lab/asterisk/install first';
  return undefined;
}
