import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Asterisk's program as seen from inside the installation. */
export const ASTERISK_PROGRAM = '/usr/sbin/asterisk';

/** Where `lab/asterisk/install` puts Asterisk. */
export const installation = fileURLToPath(new URL('../../asterisk/.root', import.meta.url));

/** Why no Asterisk can be started here, or undefined when one can. */
export function whyUnavailable(root = installation): string | undefined {
  if (process.getuid?.() !== 0) return 'the lab needs root, for chroot';
  if (!existsSync(join(root, ASTERISK_PROGRAM))) return 'run lab/asterisk/install first';
  return undefined;
}
