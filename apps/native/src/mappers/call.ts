import type { CallDetails, SessionDescription } from '@tricord/core';
import type { components } from '../generated/api.ts';

type Schemas = components['schemas'];

/** A call as this API shows it. */
export function toWireCall(call: CallDetails): Schemas['Call'] {
  const { username, metadata, ...rest } = call;
  return {
    ...rest,
    metadata: { ...metadata },
    ...(username === undefined ? {} : { user: username }),
  };
}

/** What a client says of a call. */
export function toCallDescription(wire: Schemas['CallDescription']): SessionDescription {
  const { user, ...rest } = wire;
  return { ...rest, ...(user === undefined ? {} : { username: user }) };
}
