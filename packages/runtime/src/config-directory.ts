import {
  type Directory,
  type DirectoryCatalog,
  LayeredDirectory,
  type User,
  type UserRole,
} from '@tricord/core';
import type { AccountConfig, Config } from './config/schema.ts';

type ImagicleUser = AccountConfig['imagicle']['users'][number];

/** The directory port over the users of the configuration, and those that were put in at run time. */
export function configuredDirectory(
  { accounts }: Pick<Config, 'accounts'>,
  stored: DirectoryCatalog,
): Directory {
  const given = accounts.map(({ id, imagicle }) => [id, imagicle.users.map(toUser)] as const);
  return new LayeredDirectory(new Map(given), stored);
}

/** Imagicle's permission levels. */
const ROLES: Readonly<Record<ImagicleUser['level'], UserRole>> = {
  1: 'recorder',
  2: 'reader',
  10: 'manager',
};

function toUser({ password: _password, level, ...known }: ImagicleUser): User {
  return { ...known, role: ROLES[level] };
}
