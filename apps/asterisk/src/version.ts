import { readFileSync } from 'node:fs';

/** The emulated version of Asterisk. */
const ASTERISK = '22.10.1';

/**
 * The version that this system reports: Asterisk's, by which clients detect features, and Tricord's after a
 * plus sign, as in Debian's Asterisk and as accepted by the version parsers of semver, PEP 440 and Go.
 */
export const VERSION = `${ASTERISK}+tricord.${ownVersion()}`;

function ownVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
