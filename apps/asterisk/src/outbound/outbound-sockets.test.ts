import { Replaceable } from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { ManualClock, SequenceIds } from '@tricord/testkit';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AsteriskAccount, asteriskSection } from '../config.ts';
import type { EventClient, Subscription } from '../events/event-client.ts';
import { DialedApplication } from '../testing/dialed-application.ts';
import { OutboundSockets } from './outbound-sockets.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let application: DialedApplication;
const clients: EventClient[] = [];
beforeEach(async () => {
  application = await DialedApplication.open();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await application.close();
});

/** An account that dials these applications, one connection each. */
function account(...names: string[]): AsteriskAccount {
  const outbound = names.map((name) => ({
    ...{ url: application.url, applications: [name], user: 'pbx' },
  }));
  const users = [{ username: 'pbx', password: 'p' }];
  return {
    id: ACCOUNT,
    name: 'acme',
    asterisk: asteriskSection.schema.parse({ users, outbound }),
  };
}

const nameOf = ({ applications }: Subscription) => [...applications].join();

test('a changed configuration dials what is new, dismisses what is gone, and leaves the rest alone', async () => {
  const accounts = new Replaceable<readonly AsteriskAccount[]>([account('kept', 'gone')]);
  const metrics = new Registry();
  const dismissed: string[] = [];
  let came = () => {};
  const sockets = new OutboundSockets(accounts, {
    core: { clock: new ManualClock(), ids: new SequenceIds() },
    logger: createLogger('silent'),
    metrics,
    maxMessageBytes: 1024,
    accept: (client) => {
      clients.push(client);
      came();
    },
    dismiss: (subscription) => dismissed.push(nameOf(subscription)),
  });
  const connected = (count: number) =>
    new Promise<void>((resolve) => {
      came = () => {
        if (clients.length === count) resolve();
      };
    });
  const both = connected(2);
  sockets.start();
  await both;
  const added = connected(3);
  accounts.replace([account('kept', 'new')]);
  await added;
  expect(clients.map(({ subscription }) => nameOf(subscription)).sort()).toEqual([
    'gone',
    'kept',
    'new',
  ]);
  expect(dismissed).toEqual(['gone']);
  const text = await metrics.metrics();
  const values = ['gone', 'kept', 'new'].map((name) =>
    text.match(new RegExp(`application="${name}"} (\\d)`))?.at(1),
  );
  // A 0 would be an application that is not connected, and an alert.
  expect(values).toEqual([undefined, '1', '1']);
  sockets.close();
  accounts.replace([]);
  expect(dismissed).toEqual(['gone']);
});
