import type { AccountSection } from '@tricord/http-kit';
import type { z } from 'zod';
import type { AccountOf, Config, ConfigForm } from './config-form.ts';
import { substituteEnvironment } from './environment.ts';
import {
  type ConfigProblem,
  describeIssue,
  InvalidConfigError,
  problemAt,
  problemsOfIssue,
} from './problems.ts';
import { brokenRules } from './rules.ts';
import { aliasCycles, parseYaml, type YamlText } from './yaml-lines.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration that a YAML text describes, checked and complete.
 * @param form what can be configured.
 * @param file where the text comes from, for messages.
 * @throws InvalidConfigError with every problem and its line: of syntax, or of settings by path.
 */
export function parseConfig<Section extends AccountSection>(
  form: ConfigForm<Section>,
  text: string,
  file: string,
  env: Environment,
): Config<AccountOf<Section>> {
  const yaml = parseYaml(text);
  const check = (given: unknown) => form.schema.safeParse(given, { error: describeIssue });
  const { value, filled, missing } = substituteEnvironment(readDocument(yaml, file), env);
  let result = check(value);
  if (!result.success && restoreKinds(value, filled, result.error.issues)) result = check(value);
  if (result.success && missing.length === 0) return result.data;

  const unresolved = new Set(missing.map(({ path }) => path.join('\n')));
  const issues = result.success ? [] : result.error.issues;
  const found = [
    ...missing,
    ...issues
      .filter((issue) => !unresolved.has(issue.path.join('\n')))
      .flatMap((issue) => problemsOfIssue(issue)),
    // zod does not run these while any single setting is invalid.
    ...brokenRules(value, form.sections),
  ].map(({ path, message }): [string, ConfigProblem] => {
    const problem = { message: problemAt(path, message), line: yaml.lineOf(path) };
    return [problem.message, problem];
  });
  throw new InvalidConfigError(file, [...new Map(found).values()]);
}

function readDocument(yaml: YamlText, file: string): unknown {
  const { document, lineAt } = yaml;
  const problems = [...document.errors, ...document.warnings].map(({ message, linePos, pos }) => {
    // The pretty message continues with an excerpt of the file, which may contain secrets.
    const what = (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
    const column = linePos?.[0].col;
    return {
      message: column === undefined ? what : `${what} (column ${column})`,
      line: lineAt(pos[0]),
    };
  });
  problems.push(
    ...aliasCycles(yaml).map(({ name, line }) => ({
      message: `the alias *${name} stands inside of what it stands for`,
      line,
    })),
  );
  if (problems.length > 0) throw new InvalidConfigError(file, problems);
  try {
    const value: unknown = document.toJS();
    if (value === null) throw new InvalidConfigError(file, [{ message: 'the file is empty' }]);
    return value;
  } catch (error) {
    if (error instanceof InvalidConfigError || !(error instanceof Error)) throw error;
    throw new InvalidConfigError(file, [{ message: error.message }]);
  }
}

/**
 * Environment variables are strings: converts them to the number or boolean that the schema requires at
 * those places. Returns whether anything changed.
 */
function restoreKinds(
  value: unknown,
  filled: readonly (readonly (string | number)[])[],
  issues: readonly z.core.$ZodIssue[],
): boolean {
  const places = new Map(filled.map((path) => [path.join('\n'), path]));
  let changed = false;
  for (const issue of issues) {
    const path = places.get(issue.path.join('\n'));
    if (issue.code !== 'invalid_type' || path === undefined) continue;
    const parent = path.slice(0, -1).reduce<unknown>((node, step) => at(node, step), value);
    const key = path.at(-1);
    const wanted = scalar(at(parent, key), issue.expected);
    if (wanted === undefined || key === undefined) continue;
    (parent as Record<string | number, unknown>)[key] = wanted;
    changed = true;
  }
  return changed;
}

function at(node: unknown, step: string | number | undefined): unknown {
  return step === undefined ? node : (node as Record<string | number, unknown>)[step];
}

function scalar(text: unknown, expected: string): number | boolean | undefined {
  if (typeof text !== 'string') return undefined;
  if (expected === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if ((expected === 'number' || expected === 'int') && /^-?\d+(\.\d+)?$/.test(text)) {
    return Number(text);
  }
  return undefined;
}
