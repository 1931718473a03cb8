import type { NativeSchemas } from '@tricord/native';
import { parseYaml } from '@tricord/runtime';
import { visit } from 'yaml';

type Problem = NonNullable<NativeSchemas['Problem']['problems']>[number];

/**
 * What is wrong with an imported file, as `file:line: problem`, in the order of its lines.
 * @param problems as the native API reports them: by line of CSV, or by path of JSON.
 */
export function importProblems(
  file: string,
  text: string,
  format: 'csv' | 'json',
  problems: readonly Problem[],
): readonly string[] {
  const located = format === 'csv' ? problems.map(inCsv) : problems.map(inJson(text));
  return located
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, message }) => `${file}:${line}: ${message}`);
}

interface Located {
  readonly line: number;
  readonly message: string;
}

/** `/body/<line>/<column>`; the message begins with the line, too. */
function inCsv({ path, message }: Problem): Located {
  const line = Number(/^\/body\/(\d+)/.exec(path)?.[1] ?? 1);
  return { line, message: message.replace(/^line \d+: /, '') };
}

/** `/body/users/<index>/<property>` */
function inJson(text: string): (problem: Problem) => Located {
  const { lineOf } = parseYaml(text);
  return ({ path, message }) => {
    const steps = path.split('/').slice(2);
    const known = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const place = steps
      .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
      .join('')
      .slice(1);
    return { line: lineOf(known), message: `${place} ${message}` };
  };
}

/** Where JSON cannot be parsed, as `file:line: problem`; undefined if it can be. */
export function jsonSyntaxProblem(file: string, text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    const at =
      position === undefined
        ? lineOfFault(text)
        : text.slice(0, Number(position)).split('\n').length;
    // The message may quote the file, which may contain passwords.
    const what = message.split(/,? (?:in JSON|"|\.\.\.)/)[0] ?? message;
    return `${file}:${at}: is not JSON: ${what}`;
  }
}

/** Where a text is not JSON, if the error does not say: what YAML rejects, too, or a word without quotes. */
function lineOfFault(text: string): number {
  const { document, lineAt } = parseYaml(text);
  const [error] = document.errors;
  if (error !== undefined) return lineAt(error.pos[0]);
  let line = 1;
  visit(document, {
    Scalar(_, { type, source = '', range }) {
      if (type === 'QUOTE_DOUBLE' || JSON_WORD.test(source)) return undefined;
      line = lineAt(range?.[0] ?? 0);
      return visit.BREAK;
    },
  });
  return line;
}

const JSON_WORD = /^(true|false|null|-?\d[\d.eE+-]*)$/;
