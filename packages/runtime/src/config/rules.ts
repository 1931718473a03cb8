import { usernameKey } from '@tricord/core';
import {
  type AccountSection,
  type BrokenRule,
  type PlacedValue,
  repeated,
  seen,
} from '@tricord/http-kit';
import { z } from 'zod';
import { accountRules } from './account-rules.ts';
import { seenSources, sourceRules } from './source-rules.ts';

type Path = readonly (string | number)[];

const { list, numberOr, part, text, textOr } = seen;

const settingsSeen = part({
  http: part({ host: textOr('127.0.0.1'), port: numberOr(8088) }),
  ops: part({ host: textOr('127.0.0.1'), port: numberOr(9464) }),
  accounts: list(
    part({
      id: text,
      alias: text,
      name: text,
      users: list(part({ username: text, email: text, mail: text })),
    }),
  ),
  webhooks: part({ endpoints: list(part({ account: text })) }),
  mail: part({ user: text, password: text }),
  sources: seenSources,
});

/** For the rules of the dialects, which look at their own sections. */
const accountsAsWritten = part({ accounts: list(z.unknown()) });

type Seen = NonNullable<z.output<typeof settingsSeen>>;

/**
 * The rules between settings. Accepts any value, even one that violates the schema, so that an
 * invalid configuration shows all its problems at once.
 */
export function brokenRules(
  config: unknown,
  sections: readonly AccountSection[],
): readonly BrokenRule[] {
  const settings = settingsSeen.parse(config);
  if (settings === undefined) return [];
  const { accounts = [] } = accountsAsWritten.parse(config) ?? {};
  return [
    ...uniqueness(settings),
    ...sections.flatMap(({ rules }) => rules?.(accounts) ?? []),
    ...sourceRules(settings.sources, settings, settings.accounts ?? []),
    ...webhookRules(settings),
    ...mailRules(settings),
  ];
}

function uniqueness({ accounts = [] }: Seen): BrokenRule[] {
  const at = (i: number, ...rest: Path): Path => ['accounts', i, ...rest];
  return [
    ...repeated(
      accounts.flatMap((account, i): PlacedValue[] => [
        [account?.id?.toLowerCase(), at(i, 'id')],
        [account?.alias, at(i, 'alias')],
      ]),
      (id) => `the account id ${id} is used twice`,
    ),
    ...repeated(
      accounts.map((account, i): PlacedValue => [account?.name, at(i, 'name')]),
      (name) => `the account name ${name} is used twice`,
    ),
    // Some requests are identified by the user name alone.
    ...repeated(
      accounts.flatMap((account, i) =>
        (account?.users ?? []).map(
          (user, j): PlacedValue => [
            user?.username === undefined ? undefined : usernameKey(user.username),
            at(i, 'users', j, 'username'),
          ],
        ),
      ),
      (name) => `the user name ${name} is used twice`,
    ),
  ];
}

function mailRules({ accounts = [], mail }: Seen): BrokenRule[] {
  const nowhere = accounts.flatMap((account, i) =>
    (account?.users ?? []).flatMap((user, j): BrokenRule[] =>
      user?.email === undefined && (user?.mail === 'link' || user?.mail === 'file')
        ? [{ path: ['accounts', i, 'users', j, 'email'], message: 'must be given for mail' }]
        : [],
    ),
  );
  if (mail === undefined || (mail.user === undefined) === (mail.password === undefined)) {
    return nowhere;
  }
  const missing = mail.user === undefined ? 'user' : 'password';
  return [...nowhere, { path: ['mail', missing], message: 'is missing' }];
}

function webhookRules({ accounts = [], webhooks }: Seen): BrokenRule[] {
  return (webhooks?.endpoints ?? []).flatMap((endpoint, i) =>
    endpoint?.account === undefined
      ? []
      : accountRules(accounts, endpoint.account, ['webhooks', 'endpoints', i, 'account']),
  );
}
