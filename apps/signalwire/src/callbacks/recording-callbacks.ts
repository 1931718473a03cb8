import type {
  Current,
  Delivery,
  DeliveryKind,
  DeliveryRequest,
  RecordingEvent,
} from '@tricord/core';
import type { SignalwireSettings } from '../config.ts';
import { callbackParameters, callbackStatusOf } from '../mappers/callback-parameters.ts';
import { CALLBACK_KIND, type CallbackStatus, callbackWish } from '../mappers/delivery-target.ts';
import { type ShownAccount, shownAs } from '../mappers/view.ts';
import { callbackSignature } from './callback-signature.ts';

/** An account, and the key that signs its callbacks. */
export interface Signer extends ShownAccount {
  readonly signalwire: Pick<SignalwireSettings, 'flavor' | 'signingKey' | 'tokens'>;
}

export interface RecordingCallbacksDeps {
  readonly accounts: Current<readonly Signer[]>;
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
    const wish = callbackWish(notify);
    const account = this.#accountOf(event);
    const flavor = account?.signalwire.flavor ?? wish.flavor;
    const shown = shownAs(account ?? { id: event.accountId }, flavor);
    const view = { ...shown, origin: this.#deps.publicUrl() };
    const parameters = callbackParameters(event, status, view);
    const form = new URLSearchParams(parameters).toString();
    const url = new URL(notify.url);
    url.hash = '';
    const headers = { 'I-Twilio-Idempotency-Token': id };
    if (wish.method === 'GET') {
      url.search = queryWith(url.search, form);
      return {
        method: 'GET',
        url: url.href,
        headers,
        headersFor: (requested) => this.#signatures(event.accountId, requested, {}),
      };
    }
    return {
      method: 'POST',
      url: url.href,
      headers: {
        ...headers,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      headersFor: (requested) => this.#signatures(event.accountId, requested, parameters),
      body: form,
    };
  }

  /** Undefined when it is no longer in the configuration. */
  #accountOf({ accountId }: Pick<RecordingEvent, 'accountId'>): Signer | undefined {
    return this.#deps.accounts.value.find(({ id }) => id === accountId);
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

/**
 * The receiver's own query, byte for byte, followed by ours. `URLSearchParams` would write it anew: it decodes and
 * encodes what is not UTF-8 or not percent-encoded differently.
 */
function queryWith(own: string, added: string): string {
  return own === '' ? added : `${own}&${added}`;
}

/** The key that signs callbacks; without one, as in Twilio, the token, unless that is a hash. */
function signingKeyOf(account: Signer | undefined): string | undefined {
  const { signingKey, tokens = [] } = account?.signalwire ?? {};
  return signingKey ?? tokens.find(({ token }) => !token.startsWith('scrypt:'))?.token;
}
