import type { CoreDeps } from '@tricord/core';
import type { DialectOptions, NamedPrincipal } from '@tricord/http-kit';
import { toPrincipal } from '../access/users.ts';
import type { AsteriskAccount } from '../config.ts';
import type { EventClient } from '../events/event-client.ts';
import { OutboundMetrics } from './outbound-metrics.ts';
import { OutboundSocket } from './outbound-socket.ts';

export interface OutboundSocketsDeps {
  readonly core: Pick<CoreDeps, 'clock' | 'ids'>;
  readonly logger: DialectOptions['logger'];
  readonly metrics?: DialectOptions['metrics'];
  /** Maximum size of a received message. */
  readonly maxMessageBytes: number;
  accept(client: EventClient): void;
}

type Outbound = AsteriskAccount['asterisk']['outbound'][number];

/** The WebSockets to the outbound applications of all accounts. It owns them. */
export class OutboundSockets {
  readonly #sockets: readonly OutboundSocket[];

  constructor(accounts: readonly AsteriskAccount[], deps: OutboundSocketsDeps) {
    const metrics = deps.metrics === undefined ? undefined : new OutboundMetrics(deps.metrics);
    this.#sockets = accounts.flatMap((account) =>
      account.asterisk.outbound.map((outbound) => toSocket(account, outbound, deps, metrics)),
    );
  }

  /** Dials all of them. */
  start(): void {
    for (const socket of this.#sockets) socket.start();
  }

  /** Stops dialing. Idempotent. */
  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

function toSocket(
  account: AsteriskAccount,
  outbound: Outbound,
  { core, logger, maxMessageBytes, accept }: OutboundSocketsDeps,
  metrics: OutboundMetrics | undefined,
): OutboundSocket {
  const { url, protocols, applications, subscribeAll, username, password = '' } = outbound;
  const report = (connected: boolean) => metrics?.report(account.name, applications, connected);
  report(false);
  return new OutboundSocket(
    {
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
    },
    {
      clock: core.clock,
      ids: core.ids,
      logger: logger.child({ account: account.name, applications }),
      accept,
      report,
    },
  );
}

function userOf(account: AsteriskAccount, username: string): NamedPrincipal {
  const user = account.asterisk.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`No ARI user ${username}`);
  return toPrincipal(account, user);
}
