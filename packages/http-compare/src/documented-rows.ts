/**
 * The differences that a Markdown page documents: the first column of the table below a heading, without backticks.
 * @param heading the start of the heading, such as `## Where we differ`
 */
export function documentedRows(page: string, heading: string): readonly string[] {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => line.startsWith(heading)) + 1;
  if (from === 0) return [];
  const length = lines.slice(from).findIndex((line) => line.startsWith('## '));
  const section = lines.slice(from, length < 0 ? undefined : from + length);
  return section
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((row) =>
      (row.split(/(?<!\\)\|/)[1] ?? '').replaceAll('`', '').replaceAll('\\|', '|').trim(),
    );
}
