import type { DeliveryTarget } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { parseCallbackUrl } from './callback-url.ts';
import type { Flavor } from './view.ts';

/** The kind of this dialect's deliveries in the catalog. */
export const CALLBACK_KIND = 'laml-callback';

type CreateCallRecording = components['schemas']['CreateCallRecording'];

/** A recording status that has a callback. */
export type CallbackStatus = 'in-progress' | 'completed' | 'absent' | 'failed';

/** The options of a client's callback. */
export interface CallbackWish {
  /** As whose client it was asked for. */
  readonly flavor: Flavor;
  readonly method: 'GET' | 'POST';
  readonly statuses: readonly CallbackStatus[];
}

/**
 * The callback that a create requests, or undefined.
 * @param flavor of the answer to the create.
 * @throws HttpError when its URL cannot be called.
 */
export function toDeliveryTarget(
  create: Partial<CreateCallRecording>,
  flavor: Flavor,
): DeliveryTarget | undefined {
  if (create.RecordingStatusCallback === undefined) return undefined;
  const { href } = parseCallbackUrl(create.RecordingStatusCallback);
  const events = create.RecordingStatusCallbackEvent ?? 'completed';
  return {
    kind: CALLBACK_KIND,
    url: href,
    options: {
      flavor,
      method: create.RecordingStatusCallbackMethod ?? 'POST',
      events: (typeof events === 'string' ? events.trim().split(/ +/) : events).join(' '),
    },
  };
}

/**
 * The options of a stored delivery target. The vendor has no event for a failure; clients that subscribe
 * to the end of a recording receive it.
 */
export function callbackWish({ options }: DeliveryTarget): CallbackWish {
  const events = (options.events ?? '').split(' ');
  const wants = (...names: string[]) => names.some((name) => events.includes(name));
  const statuses: readonly [CallbackStatus, boolean][] = [
    ['in-progress', wants('in-progress')],
    ['completed', wants('completed')],
    ['absent', wants('absent')],
    ['failed', wants('completed', 'absent')],
  ];
  return {
    flavor: options.flavor === 'twilio' ? 'twilio' : 'signalwire',
    method: options.method === 'GET' ? 'GET' : 'POST',
    statuses: statuses.flatMap(([status, wanted]) => (wanted ? [status] : [])),
  };
}
