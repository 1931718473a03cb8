import { readFileSync } from 'node:fs';
import { documentedRows } from '@tricord/http-compare';

const PAGE = new URL('../../../docs/dialects/asterisk/differences.md', import.meta.url);

/** The rows of the table "Where we differ, and why" of the page on ARI. */
export const DOCUMENTED_ROWS = documentedRows(readFileSync(PAGE, 'utf8'), '## Where we differ');
