import type { SignalwireSettings } from '../config.ts';

/** The context for mapping resources of an account. */
export interface View {
  /** The vendor whose response format is used. */
  readonly flavor: SignalwireSettings['flavor'];
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

/** The displayed AccountSid of an account, and its path. */
export function shownAs({
  id,
  alias,
  signalwire,
}: ShownAccount): Pick<View, 'flavor' | 'accountSid' | 'path'> {
  const { flavor } = signalwire;
  if (flavor === 'signalwire') {
    return { flavor, accountSid: id, path: `/api/laml/2010-04-01/Accounts/${id}` };
  }
  // Twilio's clients accept only their own form of AccountSid.
  const accountSid = alias ?? id;
  return { flavor, accountSid, path: `/2010-04-01/Accounts/${accountSid}` };
}
