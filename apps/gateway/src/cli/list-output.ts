import { printable } from './printable.ts';
import { say, type Terminal } from './terminal.ts';

/** How a command prints what it lists. */
export interface ListForm<Item> {
  /** Whether to print JSON, one object per line. */
  readonly json: boolean;
  /** One item, for people: a single line. */
  readonly line: (item: Item) => string;
  /** Printed for people if there is nothing. */
  readonly none: string;
  /** Printed beside the list if there is more than is shown. */
  readonly more?: string | undefined;
}

/** The description of the option `--json` of every list. */
export const JSON_OPTION = ['--json', 'print JSON, one object per line'] as const;

/** Prints a list. */
export function printList<Item>(
  terminal: Pick<Terminal, 'stdout' | 'stderr'>,
  items: readonly Item[],
  { json, line, none, more }: ListForm<Item>,
): void {
  for (const item of items) say(terminal, json ? JSON.stringify(item) : printable(line(item)));
  if (items.length === 0 && !json) say(terminal, none);
  if (more !== undefined) terminal.stderr.write(`${more}\n`);
}

/** Cells of a line: unknown ones are shown as a dash. */
export function cells(...values: readonly (string | undefined)[]): string {
  return values.map((value) => (value === undefined || value === '' ? '-' : value)).join('  ');
}
