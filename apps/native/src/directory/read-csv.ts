import { Readable } from 'node:stream';
import { MAX_IMPORTED_USERS } from '@tricord/core';
import { CsvError, parse } from 'csv-parse';

/** A row of a CSV file. */
export interface CsvRow {
  /** Line number of the file where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly rows: readonly CsvRow[];
  /** Why the rest was not parsed. */
  readonly problem?: { readonly line: number; readonly message: string };
}

/** The header, and one row per user at most. */
const MAX_ROWS = MAX_IMPORTED_USERS + 1;
const MAX_ROW_LENGTH = 64 * 1024;
/** How much is parsed before other work gets a turn, in UTF-16 code units. */
const TURN = 32 * 1024;

/**
 * Parses CSV (RFC 4180), separated by commas, semicolons or tabs according to its first line, with or without a
 * byte order mark. Empty lines are skipped.
 */
export async function readCsv(text: string): Promise<CsvFile> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_LENGTH,
  });
  const rows: CsvRow[] = [];
  let end = 0;
  const lines = text.replaceAll(/\r\n?/g, '\n');
  try {
    const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = Readable.from(
      turns(lines),
    ).pipe(parser);
    for await (const { record, info } of records) {
      const line = end + 1;
      end = info.lines;
      if (record.every((cell) => cell.trim() === '')) continue;
      if (rows.length === MAX_ROWS) {
        return { rows, problem: { line, message: `has more than ${MAX_ROWS - 1} rows` } };
      }
      rows.push({ line, cells: record });
    }
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, problem: { line: end + 1, message: reasonOf(error) } };
  }
}

/** The most frequent separator in the first line. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r|\n/, 1);
  const count = (delimiter: string) => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, other) => (count(other) > count(most) ? other : most));
}

function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'begins a quotation that never ends';
  if (code === 'CSV_MAX_RECORD_SIZE') return `is longer than ${MAX_ROW_LENGTH} bytes`;
  return 'has a quotation mark in the wrong place';
}

async function* turns(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += TURN) {
    yield text.slice(at, at + TURN);
    await new Promise(setImmediate);
  }
}
