import type { Delivery, DeliveryKind, DeliveryRequest, RecordingEvent } from '@tricord/core';
import type { SignalwireSettings } from '../config.ts';
import { callbackParameters, callbackStatusOf } from '../mappers/callback-parameters.ts';
import { CALLBACK_KIND, type CallbackStatus, callbackWish } from '../mappers/delivery-target.ts';
import { type ShownAccount, shownAs } from '../mappers/view.ts';
import { callbackSignature } from './callback-signature.ts';

/** An account, and the key that signs its callbacks. */
interface Signer extends ShownAccount {
  readonly signalwire: Pick<SignalwireSettings, 'flavor' | 'signingKey' | 'tokens'>;
}

export interface RecordingCallbacksDeps {
  readonly accounts: readonly Signer[];
  /** The base URL of this API for receivers, without a trailing slash. Called once the server is listening. */
  readonly publicUrl: () => string;
}

/** LaML's recording status callbacks. */
export class RecordingCallbacks implements DeliveryKind {
  readonly name = CALLBACK_KIND;
  readonly #deps: RecordingCallbacksDeps;

  constructor(deps: RecordingCallbacksDeps) {
    this.#deps = deps;
  }

  targets(event: RecordingEvent): readonly string[] {
    const { notify } = event.recording;
    return notify === undefined || wantedStatus(event) === undefined ? [] : [notify.url];
  }

  request({ id, event }: Delivery): DeliveryRequest | undefined {
    const { notify } = event.recording;
    const status = wantedStatus(event);
    if (notify === undefined || status === undefined) return undefined;
    const account = this.#accountOf(event) ?? {
      id: event.accountId,
      signalwire: { flavor: 'signalwire' },
    };
    const view = { ...shownAs(account), origin: this.#deps.publicUrl() };
    const parameters = callbackParameters(event, status, view);
    const url = requestedUrl(notify.url);
    const headers = { 'I-Twilio-Idempotency-Token': id };
    if (callbackWish(notify).method === 'GET') {
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return {
        method: 'GET',
        url: withUserInfo(url, notify.url),
        headers: { ...headers, ...this.#signatures(event.accountId, url.href, {}) },
      };
    }
    return {
      method: 'POST',
      url: withUserInfo(url, notify.url),
      headers: {
        ...headers,
        ...this.#signatures(event.accountId, url.href, parameters),
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: new URLSearchParams(parameters).toString(),
    };
  }

  /** Undefined when it is no longer in the configuration. */
  #accountOf({ accountId }: Pick<RecordingEvent, 'accountId'>): Signer | undefined {
    return this.#deps.accounts.find(({ id }) => id === accountId);
  }

  #signatures(
    accountId: string,
    url: string,
    parameters: Readonly<Record<string, string>>,
  ): Record<string, string> {
    const key = signingKeyOf(this.#accountOf({ accountId }));
    if (key === undefined) return {};
    const signature = callbackSignature(key, url, parameters);
    return { 'X-SignalWire-Signature': signature, 'X-Twilio-Signature': signature };
  }
}

function wantedStatus(event: RecordingEvent): CallbackStatus | undefined {
  const { notify } = event.recording;
  if (notify?.kind !== CALLBACK_KIND) return undefined;
  const status = callbackStatusOf(event);
  return callbackWish(notify).statuses.find((wanted) => wanted === status);
}

/** The URL as the receiver sees it, without fragment, user name and password. This is what is signed. */
function requestedUrl(text: string): URL {
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

function withUserInfo(url: URL, given: string): string {
  const { username, password } = new URL(given);
  const full = new URL(url);
  full.username = username;
  full.password = password;
  return full.href;
}

/** The key that signs callbacks; without one, as in Twilio, the token, unless that is a hash. */
function signingKeyOf(account: Signer | undefined): string | undefined {
  const { signingKey, tokens = [] } = account?.signalwire ?? {};
  return signingKey ?? tokens.find(({ token }) => !token.startsWith('scrypt:'))?.token;
}
