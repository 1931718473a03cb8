import type { CoreDeps, Current } from '@tricord/core';
import type { DialectOptions, NamedPrincipal } from '@tricord/http-kit';
import { toPrincipal } from '../access/users.ts';
import type { AsteriskAccount } from '../config.ts';
import type { EventClient, Subscription } from '../events/event-client.ts';
import { OutboundMetrics } from './outbound-metrics.ts';
import { type OutboundOptions, OutboundSocket } from './outbound-socket.ts';

export interface OutboundSocketsDeps {
  readonly core: Pick<CoreDeps, 'clock' | 'ids'>;
  readonly logger: DialectOptions['logger'];
  readonly metrics?: DialectOptions['metrics'];
  /** Maximum size of a received message. */
  readonly maxMessageBytes: number;
  accept(client: EventClient): void;
  /** Closes the connection of an application that is no longer configured. */
  dismiss(subscription: Subscription): void;
}

type Outbound = AsteriskAccount['asterisk']['outbound'][number];

interface Dialed {
  /** What it was made of: it stays as long as this does. */
  readonly madeOf: string;
  readonly options: OutboundOptions;
  readonly socket: OutboundSocket;
  /** The account's name, as metrics have it. */
  readonly account: string;
}

/** The WebSockets to the outbound applications of all accounts, as configured now. It owns them. */
export class OutboundSockets {
  readonly #deps: OutboundSocketsDeps;
  readonly #metrics: OutboundMetrics | undefined;
  #dialed: readonly Dialed[];
  #state: 'new' | 'started' | 'closed' = 'new';

  constructor(accounts: Current<readonly AsteriskAccount[]>, deps: OutboundSocketsDeps) {
    this.#deps = deps;
    this.#metrics = deps.metrics === undefined ? undefined : new OutboundMetrics(deps.metrics);
    this.#dialed = this.#of(accounts.value, []);
    accounts.onReplaced((replaced) => this.#follow(replaced));
  }

  /** Dials all of them. */
  start(): void {
    this.#state = 'started';
    for (const { socket } of this.#dialed) socket.start();
  }

  /** Stops dialing. Idempotent. */
  close(): void {
    this.#state = 'closed';
    for (const { socket } of this.#dialed) socket.close();
  }

  #follow(accounts: readonly AsteriskAccount[]): void {
    if (this.#state === 'closed') return;
    const before = this.#dialed;
    this.#dialed = this.#of(accounts, before);
    this.#forgetGone(before);
    // An application has one client: what is no longer configured leaves before others are dialed.
    for (const old of before) if (!this.#dialed.includes(old)) this.#dismiss(old);
    if (this.#state !== 'started') return;
    for (const one of this.#dialed) if (!before.includes(one)) one.socket.start();
  }

  #dismiss({ socket, options }: Dialed): void {
    socket.close();
    this.#deps.dismiss(options.subscription);
  }

  /** Nobody is to be alerted of an application that is not dialed any more. */
  #forgetGone(before: readonly Dialed[]): void {
    const namesOf = (account: string, dialed: readonly Dialed[]) =>
      dialed.flatMap((one) =>
        one.account === account ? [...one.options.subscription.applications] : [],
      );
    for (const account of new Set(before.map((one) => one.account))) {
      const now = new Set(namesOf(account, this.#dialed));
      const gone = namesOf(account, before).filter((name) => !now.has(name));
      this.#metrics?.forget(account, gone);
    }
  }

  #of(accounts: readonly AsteriskAccount[], before: readonly Dialed[]): readonly Dialed[] {
    return accounts.flatMap((account) =>
      account.asterisk.outbound.map((outbound) => {
        const user = userOf(account, outbound.user);
        const madeOf = JSON.stringify([account.name, user, outbound]);
        return before.find((one) => one.madeOf === madeOf) ?? this.#dial(account, outbound, madeOf);
      }),
    );
  }

  #dial(account: AsteriskAccount, outbound: Outbound, madeOf: string): Dialed {
    const { core, logger, accept } = this.#deps;
    const { applications } = outbound;
    const report = (connected: boolean) =>
      this.#metrics?.report(account.name, applications, connected);
    report(false);
    const options = toOptions(account, outbound, this.#deps);
    const log = logger.child({ account: account.name, applications });
    const { clock, ids } = core;
    const socket = new OutboundSocket(options, { clock, ids, logger: log, accept, report });
    return { madeOf, options, socket, account: account.name };
  }
}

function toOptions(
  account: AsteriskAccount,
  outbound: Outbound,
  { maxMessageBytes }: OutboundSocketsDeps,
): OutboundOptions {
  const { url, protocols, applications, subscribeAll, username, password = '' } = outbound;
  return {
    url,
    protocols,
    maxMessageBytes,
    ...(username === undefined ? {} : { credentials: { username, password } }),
    subscription: {
      user: userOf(account, outbound.user),
      applications: new Set(applications),
      subscribeAll,
      dialed: true,
      host: 'localhost',
    },
  };
}

function userOf(account: AsteriskAccount, username: string): NamedPrincipal {
  const user = account.asterisk.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`No ARI user ${username}`);
  return toPrincipal(account, user);
}
