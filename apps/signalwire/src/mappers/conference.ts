import type { Conference, ConferenceState } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { rfc2822 } from './rfc2822.ts';
import type { View } from './view.ts';

type LamlConference = components['schemas']['Conference'];

/** The states of conferences that have this status: none for `init`, as ours are in progress at once. */
export function statesOfConferences(status: string): readonly ConferenceState[] {
  if (status === 'in-progress') return ['live'];
  return status === 'completed' ? ['ended'] : [];
}

/** A conference, every key always there. */
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

/** One that somebody created ends when somebody says so. */
function reasonOf({ created }: Conference): LamlConference['reason_conference_ended'] {
  return created ? 'conference-ended-via-api' : 'last-participant-left';
}
