import type { components } from '../generated/api.ts';
import type { View } from './view.ts';

type LamlAccount = components['schemas']['Account'];

/**
 * Maps an account. Neither vendor shows its token again, and the configuration does not say when it came into being.
 * @param name what the configuration calls it.
 */
export function toLamlAccount(name: string, { flavor, accountSid, path }: View): LamlAccount {
  const facts = {
    sid: accountSid,
    friendly_name: name,
    status: 'active',
    auth_token: 'redacted',
    date_created: null,
    date_updated: null,
    type: 'Full',
    owner_account_sid: accountSid,
    uri: `${path}.json`,
    subresource_uris: {
      calls: `${path}/Calls.json`,
      conferences: `${path}/Conferences.json`,
      recordings: `${path}/Recordings.json`,
    },
  } as const;
  if (flavor === 'twilio') return facts;
  return { ...facts, region_preference: null, signing_key: null, subproject: false };
}
