/**
 * Spreadsheets take a cell that begins like this for a formula, which may run programs and send the sheet's
 * content away (OWASP, "CSV Injection"); the last four are full-width forms of the first ones.
 */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The text as a cell that no spreadsheet takes for a formula: with an apostrophe before it. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that {@link guardFormula} made the cell of; any other cell is its own text. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
