import { readFileSync } from 'node:fs';

/** The Asterisk whose interface this is. */
const ASTERISK = '22.10.1';

/**
 * What this system says of its version: Asterisk's number, as clients look for features by it, and
 * Tricord's own behind a plus sign, as Debian's Asterisk does and semver, PEP 440 and Go's version
 * parsers take it.
 */
export const VERSION = `${ASTERISK}+tricord.${ownVersion()}`;

function ownVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
