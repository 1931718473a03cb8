import { readFileSync } from 'node:fs';

const PAGE = new URL('../../../docs/dialects/asterisk.md', import.meta.url);

/** The first cells of the table "Where we differ, and why", without backticks. */
export function documentedRows(page = readFileSync(PAGE, 'utf8')): readonly string[] {
  const [, section = ''] = page.split(/^## Where we differ.*$/m);
  const [table = ''] = section.split(/^## /m);
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .slice(2)
    .map((row) =>
      (row.split(/(?<!\\)\|/)[1] ?? '').replaceAll('`', '').replaceAll('\\|', '|').trim(),
    );
}
