import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import type { ApiName } from './api-operations.ts';
import type { AttackedGateway } from './attacked-gateway.ts';

/** By API, what stands for the parameters of paths, by name or by first segment and name. */
export type PathValues = Readonly<Record<ApiName, Readonly<Record<string, string>>>>;

/** Waits for the call, and makes recordings, a conference and a user that requests can be about. */
export async function populate(tricord: AttackedGateway, session: string): Promise<PathValues> {
  const make = async (method: string, path: string, body: object) => {
    const headers = { authorization: AUTHORIZATION.native, 'content-type': 'application/json' };
    const target = `/api/v1${path}`;
    const answer = await tricord.ask(target, { method, headers, body: JSON.stringify(body) });
    return { status: answer.status, ...JSON.parse(answer.body) };
  };
  const start = { sessionId: session, name: 'live' };
  let live = await make('POST', '/recordings', start);
  while (live.status === 404) live = await make('POST', '/recordings', start);
  const kept = await make('POST', '/recordings', { sessionId: session, name: 'kept' });
  await make('POST', `/recordings/${kept.id}/stop`, {});
  const conference = await make('POST', '/conferences', { name: 'room' });
  await make('PUT', '/directory/users/bob', { firstName: 'Bob' });
  return {
    native: {
      'sessions.id': session,
      'recordings.id': String(live.id),
      'webhooks.id': session,
      id: session,
      conference: 'room',
      username: 'bob',
    },
    asterisk: {
      recordingName: 'live',
      channelId: session,
      bridgeId: String(conference.id),
      applicationName: 'recorder',
    },
    imagicle: { 'LiveRecordings.id': String(live.id), 'Recordings.id': String(kept.id) },
    signalwire: {
      AccountSid: ACCOUNT_ID,
      Sid: String(kept.id),
      CallSid: session,
      ConferenceSid: String(conference.id),
    },
  };
}
