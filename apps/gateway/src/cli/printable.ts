/** What moves the cursor, ends a line, or changes the order of a line's letters. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A line as it can be shown on a terminal: control characters are written as `\u001b`. Callers choose names and numbers,
 * and must not be able to command the terminal of who lists them.
 */
export function printable(line: string): string {
  return line.replace(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
