import {
  type AccountSection,
  type AccountWith,
  type BrokenRule,
  bearerKey,
  type PlacedValue,
  repeated,
  seen,
  text,
} from '@tricord/http-kit';
import { z } from 'zod';

const apiKey = z.strictObject({
  key: bearerKey,
  /** The holder of the key, for the audit log. */
  name: text.exactOptional(),
  role: z.enum(['admin', 'viewer']).default('admin'),
  /** May manage the installation: see all accounts, and reload the configuration. */
  manage: z.boolean().default(false),
});

/** `accounts[].api` */
export const nativeSection = {
  name: 'api' as const,
  schema: z.strictObject({ keys: z.array(apiKey).default([]) }),
  rules: brokenRules,
  first: ({ secret }) => `api:
  keys:
    - { key: ${secret()}, role: admin, manage: true }
`,
} satisfies AccountSection;

/** An account with its API keys and users, and how long it keeps recordings. */
export type NativeAccount = Pick<
  AccountWith<typeof nativeSection>,
  'id' | 'alias' | 'name' | 'users' | 'api' | 'cors' | 'retention'
>;

const seenAccounts = seen.list(
  seen.part({ api: seen.part({ keys: seen.list(seen.part({ key: seen.text })) }) }),
);

/** The key alone identifies the account. */
function brokenRules(accounts: readonly unknown[]): BrokenRule[] {
  const keys = (seenAccounts.parse(accounts) ?? []).flatMap((account, i) =>
    (account?.api?.keys ?? []).map(
      (key, j): PlacedValue => [key?.key, ['accounts', i, 'api', 'keys', j, 'key']],
    ),
  );
  return repeated(keys, () => 'the key is used twice');
}
