import type { Session } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toWireCall } from './call.ts';
import { API } from './links.ts';
import { toWireSpan, toWireTime } from './time.ts';

/** Maps a session to this API. */
export function toWireSession(session: Session): components['schemas']['Session'] {
  const { id, state, source, call, tracks, createdAt, updatedAt } = session;
  return {
    id,
    state,
    ...(source === undefined ? {} : { source }),
    call: toWireCall(call),
    tracks: [...tracks],
    createdAt: toWireTime(createdAt),
    updatedAt: toWireTime(updatedAt),
    ...toWireSpan(session),
    links: { self: `${API}/sessions/${id}`, recordings: `${API}/recordings?sessionId=${id}` },
  };
}
