import type { CallDetails, SessionDescription } from '@tricord/core';
import type { components } from '../generated/api.ts';

type Schemas = components['schemas'];

/** Maps a call to this API. */
export function toWireCall(call: CallDetails): Schemas['Call'] {
  const { username, metadata, ...rest } = call;
  return {
    ...rest,
    metadata: { ...metadata },
    ...(username === undefined ? {} : { user: username }),
  };
}

/** Parses a client's description of a call. */
export function toCallDescription(wire: Schemas['CallDescription']): SessionDescription {
  const { user, ...rest } = wire;
  return { ...rest, ...(user === undefined ? {} : { username: user }) };
}
