import type { DialRequest } from '@tricord/capture';
import type { Current, LineHints, Session } from '@tricord/core';
import type { ConfigReload, DialectHost, MountedApp, ProcessStatus } from '@tricord/http-kit';
import type { WebhookEndpoint } from '@tricord/webhooks';
import type { AccountConfig } from './config/config-form.ts';

/** What a runtime provides to the dialects that it serves. */
export interface MountHost<Account extends AccountConfig> extends DialectHost<Account> {
  /** Receivers of webhooks about all recordings, from the configuration. */
  readonly webhookEndpoints: Current<readonly WebhookEndpoint[]>;
  /** Connects to a PBX for a call of the account. @throws TricordError, as `Sources.dial`. */
  dial(accountId: string, request: DialRequest): Promise<Session>;
  /** Reads the configuration again, and goes on with it. Never rejects. */
  reloadConfig(): Promise<ConfigReload>;
  /** Wakes the outbox: there may be something to deliver. */
  wakeDeliveries(): void;
  /** What the process says of itself; runs the checks of readiness. */
  status(): Promise<ProcessStatus>;
}

/** A dialect that can be served for accounts that configure it. */
export interface Mountable<Account extends AccountConfig> {
  mount(host: MountHost<Account>): MountedApp;
  readonly lineHints?: LineHints;
}
