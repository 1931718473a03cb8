import { type User, usernameKey } from './account.ts';

/** What a user is found by, besides the name and the lines; several users may have the same. */
export interface UserKey {
  readonly kind: 'alias' | 'numeric-id' | 'pbx-username';
  /** As it is compared. */
  readonly value: string;
}

/** The key of an alias number. */
export function aliasKey(number: string): UserKey {
  return { kind: 'alias', value: withoutSeparators(number) };
}

/** The key of a numeric user id. */
export function numericIdKey(numericUserId: string): UserKey {
  return { kind: 'numeric-id', value: numericUserId };
}

/** The key of a PBX user name. */
export function pbxUsernameKey(pbxUsername: string): UserKey {
  return { kind: 'pbx-username', value: usernameKey(pbxUsername) };
}

/** The keys of a user, each once. */
export function userKeys({ aliasNumbers = [], numericUserId, pbxUsername }: User): UserKey[] {
  const aliases = new Map(aliasNumbers.map(aliasKey).map((key) => [key.value, key]));
  return [
    ...aliases.values(),
    ...(numericUserId === undefined ? [] : [numericIdKey(numericUserId)]),
    ...(pbxUsername === undefined ? [] : [pbxUsernameKey(pbxUsername)]),
  ];
}

/** People group the digits of a number as they like (RFC 3966, 3: visual separators); PBXs report none of that. */
function withoutSeparators(number: string): string {
  return number.replace(/[\s().\-/]/g, '');
}
