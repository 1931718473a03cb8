import {
  type Current,
  type Directory,
  type DirectoryCatalog,
  LayeredDirectory,
  type User,
} from '@tricord/core';
import type { AccountConfig, Config } from './config/config-form.ts';

/** The directory port over the configured users and those that were added at run time. */
export function configuredDirectory(
  config: Current<Pick<Config, 'accounts'>>,
  stored: DirectoryCatalog,
): Directory {
  const directory = new LayeredDirectory(usersOf(config.value), stored);
  config.onReplaced((replaced) => directory.give(usersOf(replaced)));
  return directory;
}

function usersOf({ accounts }: Pick<Config, 'accounts'>): ReadonlyMap<string, readonly User[]> {
  return new Map(accounts.map(({ id, users }) => [id, users.map(withoutPassword)]));
}

function withoutPassword({ password: _password, ...user }: AccountConfig['users'][number]): User {
  return user;
}
