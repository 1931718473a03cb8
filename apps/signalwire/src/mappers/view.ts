import type { SignalwireSettings } from '../config.ts';

/** The vendors whose response formats there are. */
export type Flavor = 'signalwire' | 'twilio';

/** The context for mapping resources of an account. */
export interface View {
  /** The vendor whose response format is used. */
  readonly flavor: Flavor;
  readonly accountSid: string;
  /** Path of the account, below the base of its flavor's vendor. */
  readonly path: string;
  /** Scheme and host of the request, without a trailing slash. */
  readonly origin: string;
  /** Epoch milliseconds, for the duration of live recordings. */
  readonly now: number;
}

/** The settings of an account that affect its responses. */
export interface ShownAccount {
  readonly id: string;
  readonly alias?: string;
  readonly signalwire: Pick<SignalwireSettings, 'flavor'>;
}

/**
 * The vendor whose format an account is shown in: as configured; else, who asks for it by its alias, `AC…`, or by an API
 * key, `SK…`, is a client of Twilio's.
 * @param sid the AccountSid of the request's path or, without one, its user name.
 */
export function flavorOf({ alias, signalwire }: ShownAccount, sid = ''): Flavor {
  return signalwire.flavor ?? (sid === alias || sid.startsWith('SK') ? 'twilio' : 'signalwire');
}

/** The displayed AccountSid of an account, and its path. */
export function shownAs(
  { id, alias }: Pick<ShownAccount, 'id' | 'alias'>,
  flavor: Flavor,
): Pick<View, 'flavor' | 'accountSid' | 'path'> {
  if (flavor === 'signalwire') {
    return { flavor, accountSid: id, path: `/api/laml/2010-04-01/Accounts/${id}` };
  }
  // Twilio's clients accept only their own form of AccountSid.
  const accountSid = alias ?? id;
  return { flavor, accountSid, path: `/2010-04-01/Accounts/${accountSid}` };
}
