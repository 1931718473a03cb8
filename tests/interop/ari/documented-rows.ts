import { readFileSync } from 'node:fs';
import { documentedRows } from '@tricord/http-compare';

const PAGE = new URL('../../../docs/dialects/asterisk/differences.md', import.meta.url);

/** The rows of docs/dialects/asterisk/differences.md#where-we-differ-and-why */
export const DOCUMENTED_ROWS = documentedRows(readFileSync(PAGE, 'utf8'), '## Where we differ');
