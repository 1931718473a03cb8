import type { Config } from './config-form.ts';
import { pathText } from './problems.ts';

/**
 * Names the settings in which two configurations differ, without their values: `http.port`,
 * `accounts[acme].api.keys`. Accounts are the same if their ids are; `accounts[acme]` alone was added or removed.
 */
export function changedSettings(before: Config, after: Config): readonly string[] {
  const { accounts: were, ...rest } = before;
  const { accounts: are, ...others } = after;
  return [...changedAccounts(were, are), ...differences(rest, others, [])];
}

type Accounts = Config['accounts'];

function changedAccounts(before: Accounts, after: Accounts): readonly string[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const was = before.find((account) => account.id === id);
    const is = after.find((account) => account.id === id);
    const name = `accounts[${(is ?? was)?.name}]`;
    if (was === undefined || is === undefined) return [name];
    return differences(was, is, []).map((path) => `${name}.${path}`);
  });
}

/** Paths of what differs. A list is one setting. */
function differences(before: unknown, after: unknown, path: readonly string[]): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isMapping(before) || !isMapping(after)) return [pathText(path)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differences(before[name], after[name], [...path, name]));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
