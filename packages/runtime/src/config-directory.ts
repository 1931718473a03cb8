import { type Directory, type DirectoryCatalog, LayeredDirectory, type User } from '@tricord/core';
import type { AccountConfig, Config } from './config/config-form.ts';

/** The directory port over the configured users and those that were added at run time. */
export function configuredDirectory(
  { accounts }: Pick<Config, 'accounts'>,
  stored: DirectoryCatalog,
): Directory {
  const given = accounts.map(({ id, users }) => [id, users.map(withoutPassword)] as const);
  return new LayeredDirectory(new Map(given), stored);
}

function withoutPassword({ password: _password, ...user }: AccountConfig['users'][number]): User {
  return user;
}
