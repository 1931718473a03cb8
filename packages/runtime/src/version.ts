import { readFileSync } from 'node:fs';

/** The version of Tricord, which all its packages have. */
export function tricordVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
