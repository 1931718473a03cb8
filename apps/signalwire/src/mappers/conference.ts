import type { Conference, ConferenceState } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { rfc2822 } from './rfc2822.ts';
import type { View } from './view.ts';

type LamlConference = components['schemas']['Conference'];

/** The conference states of a status; none for `init`, because conferences are in progress at once. */
export function statesOfConferences(status: string): readonly ConferenceState[] {
  if (status === 'in-progress') return ['live'];
  return status === 'completed' ? ['ended'] : [];
}

/** Maps a conference, with every key always present. */
export function toLamlConference(conference: Conference, view: View): LamlConference {
  const { id, name, state } = conference;
  const uri = `${view.path}/Conferences/${id}`;
  return {
    sid: id,
    account_sid: view.accountSid,
    api_version: '2010-04-01',
    friendly_name: name,
    status: state === 'live' ? 'in-progress' : 'completed',
    region: null,
    reason_conference_ended: state === 'live' ? null : reasonOf(conference),
    call_sid_ending_conference: null,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}

/** A conference that was created explicitly ends by a request. */
function reasonOf({ created }: Conference): LamlConference['reason_conference_ended'] {
  return created ? 'conference-ended-via-api' : 'last-participant-left';
}
