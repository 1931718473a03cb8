import { channelsOf, durationMs, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toWireCall } from './call.ts';
import { toIdentities, toLinks } from './links.ts';
import { toWireSpan, toWireTime } from './time.ts';

type Wire = components['schemas']['Recording'];

/** Maps a recording to this API, with all details. @param now epoch milliseconds. */
export function toWireRecording(recording: Recording, now: number): Wire {
  const { id, name, state, muted, target, settings, origin } = recording;
  return {
    id,
    name,
    identities: toIdentities(recording),
    state,
    muted,
    target: {
      kind: target.kind,
      id: target.kind === 'session' ? target.sessionId : target.conferenceId,
    },
    call: toWireCall(recording.call),
    settings: { ...settings },
    origin: { ...origin },
    createdAt: toWireTime(recording.createdAt),
    updatedAt: toWireTime(recording.updatedAt),
    ...outcome(recording),
    durationMs: durationMs(recording, now),
    pausedMs:
      recording.pausedMs + (recording.pausedAt === undefined ? 0 : now - recording.pausedAt),
    links: toLinks(recording),
  };
}

/** The fields that only some states have. */
function outcome(recording: Recording): Partial<Wire> {
  const { endReason, cause, pauseBehavior, damage } = recording;
  const { note, noteAuthor, tags, preserved, preservingUsername } = recording;
  return {
    ...toWireSpan(recording),
    ...(endReason === undefined ? {} : { endReason }),
    ...(cause === undefined ? {} : { cause }),
    ...(pauseBehavior === undefined ? {} : { pauseBehavior }),
    ...(damage === undefined
      ? {}
      : { damage: { ...damage, noticedAt: toWireTime(damage.noticedAt) } }),
    ...(note === undefined ? {} : { note }),
    ...(noteAuthor === undefined ? {} : { noteAuthor }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(preserved === undefined ? {} : { preserved }),
    ...(preservingUsername === undefined ? {} : { preservingUsername }),
    ...toWireMedia(recording),
  };
}

function toWireMedia({ media, settings }: Recording): Pick<Wire, 'media'> {
  if (media === undefined) return {};
  const { channels, gaps, ...facts } = media;
  return {
    media: {
      ...facts,
      channels: [...channelsOf({ ...settings, channels })],
      gaps: gaps.map((gap) => ({ ...gap })),
    },
  };
}
