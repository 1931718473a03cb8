const UNRELEASED = '## Unreleased';

/** The text of the changelog's unreleased section; throws when there is none, or nothing in it. */
export function unreleased(changelog: string): string {
  const [, after] = changelog.split(`\n${UNRELEASED}\n`);
  const text = (after ?? '').split(/^## /m)[0]?.trim() ?? '';
  if (text === '') throw new Error(`CHANGELOG.md has nothing below "${UNRELEASED}"`);
  return text;
}

/** The changelog with its unreleased section named after the version, below a new empty one. `date` is YYYY-MM-DD. */
export function released(changelog: string, version: string, date: string): string {
  unreleased(changelog);
  return changelog.replace(
    `\n${UNRELEASED}\n`,
    () => `\n${UNRELEASED}\n\n## ${version} (${date})\n`,
  );
}
