import { type CallFilter, usernameKey } from '@tricord/core';

/** The parameters of the filters that lists of recordings and of sessions share. */
export function callParameters(filter: CallFilter) {
  return {
    device_name: filter.deviceName ?? null,
    directory_number: filter.directoryNumber ?? null,
    username: filter.username === undefined ? null : usernameKey(filter.username),
    numeric_user_id: filter.numericUserId ?? null,
  };
}
