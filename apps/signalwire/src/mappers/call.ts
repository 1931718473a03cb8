import { numbersOf, type Session, type SessionState } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { rfc2822, rfc2822OrNull } from './rfc2822.ts';
import type { View } from './view.ts';

type LamlCall = components['schemas']['AnyCall'];
type LamlStatus = LamlCall['status'];

const STATUSES: Record<SessionState, LamlStatus> = {
  expected: 'queued',
  live: 'in-progress',
  ended: 'completed',
};

/** The session states of a call status; none for statuses that sources do not report, such as `busy`. */
export function statesOfCalls(status: string): readonly SessionState[] {
  return (['expected', 'live', 'ended'] as const).filter((state) => STATUSES[state] === status);
}

/** Maps a call, with every key always present; unknown values are empty. */
export function toLamlCall(session: Session, view: View): LamlCall {
  const { startedAt, endedAt } = session;
  const ms = startedAt === undefined ? 0 : (endedAt ?? view.now) - startedAt;
  const seconds = Math.round(Math.max(0, ms) / 1000);
  const facts = factsOf(session, view);
  if (view.flavor === 'signalwire') return { ...facts, duration: seconds };
  return { ...facts, duration: endedAt === undefined ? null : String(seconds) };
}

function factsOf(session: Session, view: View): components['schemas']['CallFacts'] {
  const { id, call } = session;
  const uri = `${view.path}/Calls/${id}`;
  const { calling: from = null, called: to = null } = numbersOf(call);
  const outgoing = call.direction === 'outgoing';
  return {
    sid: id,
    account_sid: view.accountSid,
    api_version: '2010-04-01',
    parent_call_sid: null,
    to,
    to_formatted: to,
    from,
    from_formatted: from,
    phone_number_sid: null,
    status: STATUSES[session.state],
    start_time: rfc2822OrNull(session.startedAt),
    end_time: rfc2822OrNull(session.endedAt),
    price: null,
    price_unit: 'USD',
    direction: outgoing ? 'outbound-dial' : 'inbound',
    answered_by: null,
    forwarded_from: null,
    caller_name: nameOf(outgoing ? call.local : call.remote),
    group_sid: null,
    queue_time: '0',
    trunk_sid: null,
    annotation: null,
    date_created: rfc2822(session.createdAt),
    date_updated: rfc2822(session.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}

function nameOf({ firstName, lastName }: Session['call']['local']): string | null {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return name === '' ? null : name;
}
