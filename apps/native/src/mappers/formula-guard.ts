/**
 * Spreadsheets interpret a cell that begins like this as a formula, which may run programs and exfiltrate the
 * sheet's content (OWASP, "CSV Injection"); the last four are full-width forms of the first ones.
 */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Escapes the text with an apostrophe, so that no spreadsheet interprets it as a formula. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The inverse of {@link guardFormula}; any other cell is returned unchanged. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
