import { isSameUser } from './account.ts';
import type { CallDetails } from './session.ts';

/** A person who sees only some recordings of the account: the own ones, and those of groups. */
export interface Reader {
  readonly username: string;
  /** The groups whose recordings the person looks after. */
  readonly supervisedGroups: readonly string[];
}

type OwnedCall = Pick<CallDetails, 'username' | 'group'>;

/** Whether a person may see and hear a call's recordings. @param reader undefined: somebody who sees everything. */
export function isVisibleTo(call: OwnedCall, reader: Reader | undefined): boolean {
  return (
    reader === undefined ||
    isSameUser(call.username, reader.username) ||
    isSupervisedBy(call, reader)
  );
}

/** Whether a person may also change and delete a call's recordings. @param reader as for {@link isVisibleTo}. */
export function isSupervisedBy({ group }: OwnedCall, reader: Reader | undefined): boolean {
  return reader === undefined || (group !== undefined && reader.supervisedGroups.includes(group));
}
