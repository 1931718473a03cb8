import type { SignalwireSettings } from '../config.ts';

/** How an account is shown what it asks for. */
export interface View {
  /** Whose shape it wants. */
  readonly flavor: SignalwireSettings['flavor'];
  readonly accountSid: string;
  /** Path of the account, below the base of its flavor's vendor. */
  readonly path: string;
  /** Scheme and host by which the client came, without a trailing slash. */
  readonly origin: string;
  /** Epoch milliseconds, for the length of what is live. */
  readonly now: number;
}

/** What of an account decides on how it is shown. */
export interface ShownAccount {
  readonly id: string;
  readonly alias?: string;
  readonly signalwire: Pick<SignalwireSettings, 'flavor'>;
}

/** The AccountSid that an account is shown by, and its path. */
export function shownAs({
  id,
  alias,
  signalwire,
}: ShownAccount): Pick<View, 'flavor' | 'accountSid' | 'path'> {
  const { flavor } = signalwire;
  if (flavor === 'signalwire') {
    return { flavor, accountSid: id, path: `/api/laml/2010-04-01/Accounts/${id}` };
  }
  // Clients of Twilio know no AccountSid of another form.
  const accountSid = alias ?? id;
  return { flavor, accountSid, path: `/2010-04-01/Accounts/${accountSid}` };
}
