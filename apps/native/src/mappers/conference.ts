import type { Conference } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { API } from './links.ts';
import { toWireTime } from './time.ts';

/** Maps a conference to this API. */
export function toWireConference(conference: Conference): components['schemas']['Conference'] {
  const { id, name, state, created, metadata, createdAt, updatedAt, endedAt } = conference;
  return {
    id,
    name,
    state,
    created,
    metadata: { ...metadata },
    createdAt: toWireTime(createdAt),
    updatedAt: toWireTime(updatedAt),
    ...(endedAt === undefined ? {} : { endedAt: toWireTime(endedAt) }),
    links: {
      self: `${API}/conferences/${id}`,
      members: `${API}/sessions?conferenceId=${id}&state=live`,
      recordings: `${API}/recordings?conferenceId=${id}`,
    },
  };
}
