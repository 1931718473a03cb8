import type { DialRequest } from '@tricord/capture';
import type { LineHints, Session } from '@tricord/core';
import type { DialectHost, MountedApp } from '@tricord/http-kit';
import type { WebhookEndpoint } from '@tricord/webhooks';
import type { AccountConfig } from './config/config-form.ts';

/** What a runtime gives the dialects that it serves. */
export interface MountHost<Account extends AccountConfig> extends DialectHost<Account> {
  /** Receivers of webhooks about all recordings, from the configuration. */
  readonly webhookEndpoints: readonly WebhookEndpoint[];
  /** Fetches a call of the account from a PBX. @throws TricordError, as `Sources.dial`. */
  dial(accountId: string, request: DialRequest): Promise<Session>;
  /** Tells the outbox that there may be something to deliver. */
  wakeDeliveries(): void;
}

/** A dialect that can be served where accounts are configured so. */
export interface Mountable<Account extends AccountConfig> {
  mount(host: MountHost<Account>): MountedApp;
  readonly lineHints?: LineHints;
}
